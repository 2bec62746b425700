import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A judge that rejects every key and repeats it in all that it says, worse than any provider does. */
export interface EchoingJudge {
  readonly url: string;
  readonly model: string;
  /** The keys it was sent. */
  readonly keys: ReadonlySet<string>;
  close(): Promise<void>;
}

export async function echoingJudge(): Promise<EchoingJudge> {
  const keys = new Set<string>();
  const server = createServer((request, response) => {
    const key = (request.headers.authorization ?? '').replace('Bearer ', '');
    keys.add(key);
    const message = `Incorrect API key provided: ${key}. Yours begins with ${key.slice(0, 12)} and ends in ${key.slice(-8)}.`;
    const error = { message, type: key, code: key, param: key };
    request.resume().on('end', () => {
      response.writeHead(401, { 'content-type': 'application/json', 'x-request-id': key });
      response.end(JSON.stringify({ error }));
    });
  });
  await new Promise<void>((resolve) => server.listen({ port: 0, host: '127.0.0.1' }, resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    model: 'simulated-judge',
    keys,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
