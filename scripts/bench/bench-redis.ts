import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findFreePort, isPortFree } from '../postgres/free-port.ts';
import { findProgram } from '../test-support/find-program.ts';
import { startProgram } from './child-program.ts';

/** A Redis for one measurement, which keeps nothing; null where the machine has no `redis-server`. */
export async function openBenchRedis(): Promise<{ url: string; close: () => Promise<void> } | null> {
  const program = findProgram(['redis-server']);
  if (program === null) return null;
  const folder = mkdtempSync(join(tmpdir(), 'joust-bench-redis-'));
  const port = await findFreePort(folder);
  const args = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', folder];
  const server = startProgram(program, [...args, '--maxmemory-policy', 'noeviction']);
  await untilListening(port);
  return {
    url: `redis://127.0.0.1:${port}`,
    async close() {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function untilListening(port: number): Promise<void> {
  for (let attempt = 0; attempt < 500; attempt++) {
    if (!(await isPortFree(port))) return;
    await sleep(10);
  }
  throw new Error(`redis-server does not listen on port ${port} after 5 s`);
}
