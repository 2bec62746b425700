import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach } from 'vitest';

/** Servers on loopback that end with each test. Call it at the top of a test file. */
export function listeningServers(): {
  /** Listens, and returns the URL. */
  listen: (listener: RequestListener) => Promise<string>;
  /** Ends them at once: nobody listens any more. */
  close: () => Promise<void>;
} {
  const servers: Server[] = [];
  const close = async () => {
    const ended = servers.splice(0).map((server) => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    });
    await Promise.all(ended);
  };
  afterEach(close);
  return {
    close,
    async listen(listener) {
      const server = createServer(listener);
      servers.push(server);
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    },
  };
}
