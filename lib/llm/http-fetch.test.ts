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

describe('the body of a failure', () => {
  const OURS = { error: { message: 'No.', type: 't' } };
  const shapes: [name: string, body: unknown, message: unknown][] = [
    ['OpenAI', OURS, 'No.'],
    ['Gemini', [OURS], 'No.'],
    ['Ollama', { error: 'No.' }, 'No.'],
    ['vLLM', { object: 'error', message: 'No.', type: 'BadRequestError', param: null, code: 400 }, 'No.'],
    ['FastAPI', { detail: [{ loc: ['body', 'tools'], msg: 'No.' }] }, '[{"loc":["body","tools"],"msg":"No."}]'],
    ['Mistral', { object: 'error', message: { detail: 'No.' } }, '{"detail":"No."}'],
  ];

  it.each(shapes)('of %s comes in the shape that the package reads', async (_, body, message) => {
    const url = await listen((_, response) => {
      response.writeHead(422, { 'content-type': 'application/json' });
      response.end(JSON.stringify(body));
    });
    expect(await (await httpFetch(url)).json()).toMatchObject({ error: { message } });
  });

  it('that is no JSON stays as it is', async () => {
    const url = await listen((_, response) => response.writeHead(502).end('<html>bad gateway</html>'));
    expect(await (await httpFetch(url)).text()).toBe('<html>bad gateway</html>');
  });
});
