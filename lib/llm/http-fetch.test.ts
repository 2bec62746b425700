import { describe, expect, it } from 'vitest';
import { listeningServers } from '../../scripts/test-support/listening-server.ts';
import { httpFetch } from './http-fetch.ts';

const { listen } = listeningServers();

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
