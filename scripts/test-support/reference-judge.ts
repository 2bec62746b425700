import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { processEnvironment } from '../supervisor/process-environment.ts';

export interface ReferenceJudge {
  readonly url: string;
  /** Its own counts, as `GET /stats` gives them. */
  stats(): Promise<Record<string, unknown>>;
  close(): Promise<void>;
}

/**
 * Starts the independent judge that stands beside the shared data, with the settings it documents (`REPLAY`, `FAULTS`,
 * `RPM` …); null where there is none.
 */
export async function spawnReferenceJudge(settings: Record<string, string>): Promise<ReferenceJudge | null> {
  const program = resolve(process.env.JOUST_SHARED_DATA ?? '../shared/data', '../tools/reference-judge.mjs');
  if (!existsSync(program)) return null;
  const env = processEnvironment({ PATH: process.env.PATH, PORT: '0', ...settings });
  const child = spawn(process.execPath, [program], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout });
  const [first] = await Promise.race([once(lines, 'line'), once(child, 'exit').then(diedEarly)]);
  const { url } = JSON.parse(String(first)) as { url: string };
  return {
    url,
    stats: async () => (await (await fetch(new URL('/stats', url))).json()) as Record<string, unknown>,
    async close() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const exit = once(child, 'exit');
      child.kill('SIGKILL');
      await exit;
    },
  };
}

function diedEarly([code]: unknown[]): never {
  throw new Error(`the reference judge ended with code ${String(code)} before it listened`);
}
