import pino from 'pino';
import type { Env } from './env.ts';

export type Log = pino.Logger;

/** A JSON-lines log on stderr; stdout belongs to data. Values under the listed names never reach it. */
export function createLog(options: { name: string; level: Env['logLevel'] }): Log {
  return pino(
    {
      name: options.name,
      level: options.level,
      redact: { paths: ['apiKey', '*.apiKey', 'authorization', '*.authorization', '*.headers'], remove: true },
    },
    pino.destination({ dest: 2, sync: true }),
  );
}
