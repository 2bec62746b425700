import 'server-only';
import { type Database, openDatabase } from '#lib/db/database.ts';
import { type Env, readEnv } from '#lib/env.ts';
import { JoustError } from '#lib/errors.ts';
import { createLog, type Log } from '#lib/log.ts';

/** What every request of this process shares. */
export interface Server {
  readonly env: Env;
  readonly database: Database;
  readonly log: Log;
}

// Pages and route handlers are bundled apart: a module variable would open one pool each.
const shared = globalThis as typeof globalThis & { joustServer?: Server };

/** Opens the database on the first request, not at import: a build has none. */
export function server(): Server {
  shared.joustServer ??= open();
  return shared.joustServer;
}

function open(): Server {
  const env = readEnv(process.env);
  const log = createLog({ name: 'web', level: env.logLevel });
  if (env.databaseUrl === null) throw noDatabase();
  const onError = (error: Error) => log.warn({ error: error.message }, 'a connection to the database broke');
  return { env, log, database: openDatabase({ url: env.databaseUrl, onError }) };
}

function noDatabase(): JoustError {
  return new JoustError({
    code: 'no-database',
    expected: 'DATABASE_URL',
    got: 'none',
    fix: 'Start Joust with `npm start`, which brings its own PostgreSQL, or set DATABASE_URL.',
  });
}
