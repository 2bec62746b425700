import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll } from 'vitest';
import { findFreePort } from '../postgres/free-port.ts';
import { findProgram } from './find-program.ts';

/**
 * A Redis for one test file alone, which keeps nothing; null where the machine has no `redis-server`. Call it at the
 * top of the file and name the reason in the tests that need it:
 *
 *     const redis = await testRedis();
 *     describe.skipIf(!redis)('on Redis (needs redis-server)', () => …);
 */
export async function testRedis(): Promise<{ url: string; pid: number } | null> {
  const program = findProgram(['redis-server']);
  if (program === null) return null;
  const folder = mkdtempSync(join(tmpdir(), 'joust-redis-'));
  const port = await findFreePort(folder);
  const args = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', folder];
  // BullMQ loses jobs under any other policy, and says so.
  const server = spawn(program, [...args, '--maxmemory-policy', 'noeviction'], { stdio: 'ignore' });
  afterAll(() => {
    server.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  });
  await untilListening(port);
  return { url: `redis://127.0.0.1:${port}`, pid: server.pid! };
}

async function untilListening(port: number): Promise<void> {
  for (let attempt = 0; attempt < 500; attempt++) {
    const isListening = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1');
      socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
      socket.once('connect', () => socket.destroy());
    });
    if (isListening) return;
    await sleep(10);
  }
  throw new Error(`redis-server does not listen on port ${port} after 5 s`);
}
