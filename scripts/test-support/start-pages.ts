import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { NODE, setup } from '../setup.mjs';

const ROOT = resolve(import.meta.dirname, '../..');
const PATIENCE_MS = 30_000;

export interface Pages {
  readonly url: string;
  close(): Promise<void>;
}

/** Builds the pages if their sources have changed, and serves them from a database. */
export async function startPages(options: { databaseUrl: string; home?: string }): Promise<Pages> {
  await setup({ build: true });
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const child = spawn(
    NODE,
    [join(ROOT, 'node_modules/next/dist/bin/next'), 'start', '-p', `${port}`, '-H', '127.0.0.1'],
    {
      cwd: ROOT,
      env: {
        ...process.env,
        NODE_ENV: 'production',
        DATABASE_URL: options.databaseUrl,
        NEXT_TELEMETRY_DISABLED: '1',
        ...(options.home !== undefined && { JOUST_HOME: options.home }),
      },
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  );
  await waitUntilHealthy(url, child);
  return {
    url,
    async close() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const exit = once(child, 'exit');
      child.kill('SIGKILL');
      await exit;
    },
  };
}

async function waitUntilHealthy(url: string, child: ChildProcess): Promise<void> {
  for (const deadline = Date.now() + PATIENCE_MS; Date.now() < deadline; await sleep(50)) {
    if (child.exitCode !== null) break;
    const response = await fetch(`${url}/api/health`).catch(() => null);
    if (response?.ok) return;
  }
  throw new Error('the pages did not come up');
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}
