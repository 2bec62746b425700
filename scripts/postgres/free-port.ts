import { createHash } from 'node:crypto';
import { createServer } from 'node:net';

// Below every system's range for outgoing connections, one of which could otherwise sit on our port at a restart.
const FIRST = 20_000;
const COUNT = 10_000;

/** A free loopback port. The search starts at a place given by `seed`, so that one home tends to keep one port. */
export async function findFreePort(seed: string): Promise<number> {
  const start = createHash('sha256').update(seed).digest().readUInt32LE(0);
  for (let step = 0; step < COUNT; step++) {
    const port = FIRST + ((start + step) % COUNT);
    if (await isPortFree(port)) return port;
  }
  throw new Error(`no free port between ${FIRST} and ${FIRST + COUNT - 1} on 127.0.0.1`);
}

export function isPortFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => server.close(() => resolve(true)));
  });
}
