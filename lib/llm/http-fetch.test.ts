import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { httpFetch } from './http-fetch.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function listen(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe('fetching over HTTP', () => {
  it('sends method, headers and body as given, and asks for no compression', async () => {
    const url = await listen(async (request, response) => {
      const body = (await request.toArray()).join('');
      response.end(JSON.stringify({ method: request.method, headers: request.headers, body }));
    });
    const reply = await httpFetch(url, { method: 'POST', headers: new Headers({ 'X-One': '1' }), body: 'héllo' });
    expect(await reply.json()).toMatchObject({
      method: 'POST',
      headers: { 'x-one': '1', 'accept-encoding': 'identity' },
      body: 'héllo',
    });
  });

  it('returns status and every header, also of a reply without a body', async () => {
    const url = await listen((_, response) => {
      response.writeHead(204, { 'x-two': ['a', 'b'] });
      response.end();
    });
    const reply = await httpFetch(url);
    expect(reply.status).toBe(204);
    expect(reply.headers.get('x-two')).toBe('a, b');
    expect(await reply.text()).toBe('');
  });

  it('follows no redirect', async () => {
    const url = await listen((_, response) => {
      response.writeHead(302, { location: 'http://127.0.0.1:1/' });
      response.end();
    });
    expect((await httpFetch(url)).status).toBe(302);
  });

  it('ends when its signal does, even in the middle of a body', async () => {
    const url = await listen((_, response) => {
      response.writeHead(200);
      response.write('half');
    });
    const controller = new AbortController();
    const sent = httpFetch(url, { signal: controller.signal });
    setTimeout(() => controller.abort(), 50);
    await expect(sent).rejects.toThrow(/abort/i);
  });
});
