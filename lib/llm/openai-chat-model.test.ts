import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import type { ChatFailure } from '#lib/chat/chat-failure.ts';
import { listeningServers } from '../../scripts/test-support/listening-server.ts';
import { openAiChatModel } from './openai-chat-model.ts';

const CANARY = 'sk-proj-CanaryCanary0123456789abcdefXYZ';
const REQUEST = { model: 'judge', messages: [{ role: 'user', content: 'hi' }], maxOutputTokens: 20 } as const;
const ANSWER = { model: 'judge', choices: [{ message: { content: 'yes' }, finish_reason: 'stop' }] };

const servers = listeningServers();

async function listen(listener: RequestListener): Promise<string> {
  return `${await servers.listen(listener)}/v1`;
}

function answer(response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(typeof body === 'string' ? body : JSON.stringify(body));
}

async function failureFrom(listener: RequestListener | string, timeoutMs = 5000): Promise<ChatFailure> {
  const baseUrl = typeof listener === 'string' ? listener : await listen(listener);
  const failure = await openAiChatModel({ baseUrl, apiKey: CANARY })(REQUEST, { timeoutMs }).then(
    () => expect.fail('expected a failure'),
    (thrown) => thrown,
  );
  expect(failure.name).toBe('ChatFailure');
  const everything = `${JSON.stringify(inspect(failure, { depth: null, showHidden: true }))}${failure.stack}${JSON.stringify(failure)}`;
  expect(everything).not.toMatch(/Canary|abcdefXYZ|sk-proj/);
  return failure;
}

const failing = (status: number, body: unknown, headers?: Record<string, string>) =>
  failureFrom((_, response) => answer(response, status, body, headers));

describe('an answered request', () => {
  it('sends one POST with key and body, and returns the reply', async () => {
    const seen: { request: IncomingMessage; body: string }[] = [];
    const baseUrl = await listen(async (request, response) => {
      seen.push({ request, body: (await request.toArray()).join('') });
      answer(response, 200, ANSWER);
    });
    const reply = await openAiChatModel({ baseUrl: `${baseUrl}/`, apiKey: CANARY })(REQUEST, { timeoutMs: 5000 });
    expect(reply).toMatchObject({ text: 'yes', refusal: null, truncated: false, usage: null });
    expect(seen).toHaveLength(1);
    expect(seen[0]?.request).toMatchObject({ method: 'POST', url: '/v1/chat/completions' });
    expect(seen[0]?.request.headers.authorization).toBe(`Bearer ${CANARY}`);
    expect(JSON.parse(seen[0]?.body ?? '')).toEqual({ ...REQUEST, maxOutputTokens: undefined, max_tokens: 20 });
  });

  it('sends no key where there is none, nor names from the environment', async () => {
    process.env.OPENAI_API_KEY = CANARY;
    process.env.OPENAI_ORG_ID = 'org-from-environment';
    let headers: IncomingMessage['headers'] = {};
    const baseUrl = await listen((request, response) => {
      headers = request.headers;
      answer(response, 200, ANSWER);
    });
    await openAiChatModel({ baseUrl, apiKey: null })(REQUEST, { timeoutMs: 5000 });
    delete process.env.OPENAI_API_KEY;
    delete process.env.OPENAI_ORG_ID;
    expect(headers.authorization).toBeUndefined();
    expect(JSON.stringify(headers)).not.toMatch(/Canary|org-from/);
  });

  it('reuses connections', async () => {
    const sockets = new Set<unknown>();
    const baseUrl = await listen((request, response) => {
      sockets.add(request.socket);
      answer(response, 200, ANSWER);
    });
    const chat = openAiChatModel({ baseUrl, apiKey: 'local-key' });
    for (let call = 0; call < 20; call += 1) await chat(REQUEST, { timeoutMs: 5000 });
    // A socket is free a moment after its reply is complete, so a second one may be opened at first.
    expect(sockets.size).toBeLessThanOrEqual(2);
  });

  it('has as many requests in flight as were asked for', async () => {
    const waiting: ServerResponse[] = [];
    const baseUrl = await listen((_, response) => {
      waiting.push(response);
      if (waiting.length === 300) for (const one of waiting) answer(one, 200, ANSWER);
    });
    const chat = openAiChatModel({ baseUrl, apiKey: null });
    const replies = await Promise.all(Array.from({ length: 300 }, () => chat(REQUEST, { timeoutMs: 20_000 })));
    expect(replies).toHaveLength(300);
  });
});

describe('a failed request', () => {
  it('is a rate limit with the wait the provider asks for', async () => {
    const body = { error: { message: 'Slow down.', type: 'requests', code: 'rate_limit_exceeded' } };
    expect(await failing(429, body, { 'retry-after': '3' })).toMatchObject({
      kind: 'rate_limit',
      status: 429,
      code: 'rate_limit_exceeded',
      retryAfterMs: 3000,
      possiblyPaid: false,
    });
    expect(await failing(429, body, { 'retry-after-ms': '25' })).toMatchObject({ retryAfterMs: 25 });
    expect(await failing(429, 'busy')).toMatchObject({ kind: 'rate_limit', retryAfterMs: null });
    const soon = await failing(429, body, { 'retry-after': new Date(Date.now() + 60_000).toUTCString() });
    expect(soon.retryAfterMs).toBeGreaterThan(50_000);
  });

  it('is blocked without quota, key, rights or model', async () => {
    const quota = {
      error: { message: 'You exceeded your quota.', type: 'insufficient_quota', code: 'insufficient_quota' },
    };
    expect(await failing(429, quota)).toMatchObject({ kind: 'blocked', status: 429, code: 'insufficient_quota' });
    const model = {
      error: { message: 'The model `x` does not exist.', type: 'invalid_request_error', code: 'model_not_found' },
    };
    expect(await failing(404, model)).toMatchObject({ kind: 'blocked', status: 404, code: 'model_not_found' });
    expect(await failing(403, '')).toMatchObject({ kind: 'blocked', status: 403 });
  });

  it('never shows the key or a part of it, whatever the provider echoes', async () => {
    const echoes = [CANARY, `${CANARY.slice(0, 14)}*****${CANARY.slice(-9)}`, CANARY.slice(0, 20), `Bearer ${CANARY}`];
    for (const echo of echoes) {
      const error = { message: `Incorrect API key provided: ${echo}.`, type: `t-${echo}`, code: echo, param: echo };
      const failure = await failing(401, { error }, { 'x-request-id': echo, 'x-key': echo });
      expect(failure).toMatchObject({ kind: 'blocked', status: 401 });
      expect(failure.message).toContain('Incorrect API key provided');
    }
    await failing(500, `<html>${CANARY}</html>`);
    await failing(200, { error: { code: 502, message: CANARY } });
  });

  it('is transient for a provider in trouble, and says what may be paid', async () => {
    expect(await failing(500, { error: { message: 'Oops.' } })).toMatchObject({
      kind: 'transient',
      status: 500,
      possiblyPaid: false,
    });
    expect(await failing(503, 'no', { 'retry-after': '1' })).toMatchObject({ kind: 'transient', retryAfterMs: 1000 });
    for (const status of [408, 504])
      expect(await failing(status, '')).toMatchObject({ kind: 'transient', possiblyPaid: true });
    expect(await failing(409, '')).toMatchObject({ kind: 'transient' });
  });

  it('is the content where only this prompt is at fault', async () => {
    for (const status of [400, 413, 422]) {
      const failure = await failing(status, { error: { message: 'Bad prompt.', type: 'invalid_request_error' } });
      expect(failure).toMatchObject({ kind: 'content', status, code: 'invalid_request_error' });
      expect(failure.message).toContain('Bad prompt.');
    }
  });

  it('is transient and possibly paid where a 200 holds no completion', async () => {
    for (const body of ['', '{"choices": [', '{}', '{"choices":[]}', 'null', '<html>gateway</html>']) {
      expect(await failing(200, body)).toMatchObject({ kind: 'transient', status: 200, possiblyPaid: true });
    }
    expect(await failing(200, '<p>', { 'content-type': 'text/html' })).toMatchObject({
      kind: 'transient',
      possiblyPaid: true,
    });
    expect(await failing(204, '')).toMatchObject({ kind: 'transient', possiblyPaid: true });
  });

  it('counts as the status that a router names in a 200', async () => {
    expect(await failing(200, { error: { code: 429, message: 'Upstream limit.' } })).toMatchObject({
      kind: 'rate_limit',
      status: 429,
    });
    expect(await failing(200, { error: { code: 'odd', message: 'x' } })).toMatchObject({
      kind: 'transient',
      status: 200,
    });
  });

  it('does not follow a redirect, which would be a second request', async () => {
    let followed = 0;
    const target = await listen((_, response) => {
      followed += 1;
      answer(response, 200, ANSWER);
    });
    expect(await failing(307, '', { location: `${target}/chat/completions` })).toMatchObject({
      kind: 'blocked',
      status: 307,
    });
    expect(followed).toBe(0);
  });

  it('is sent once: nothing is repeated', async () => {
    let requests = 0;
    await failureFrom((_, response) => {
      requests += 1;
      answer(response, 500, '');
    });
    expect(requests).toBe(1);
  });
});

describe('a connection that fails', () => {
  it('is transient and unpaid when refused', async () => {
    const baseUrl = await listen(() => {});
    await servers.close();
    expect(await failureFrom(baseUrl)).toMatchObject({
      kind: 'transient',
      code: 'ECONNREFUSED',
      possiblyPaid: false,
      status: null,
    });
  });

  it('is blocked when the name does not resolve', async () => {
    const failure = await failureFrom('http://no-such-host.invalid/v1', 20_000);
    expect(failure).toMatchObject({ kind: 'blocked', possiblyPaid: false });
  });

  it('is transient and possibly paid when cut before or within the reply', async () => {
    const cut = await failureFrom((_, response) => response.destroy());
    expect(cut).toMatchObject({ kind: 'transient', possiblyPaid: true, status: null });
    const within = await failureFrom((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
      response.write('{"choices":');
      setTimeout(() => response.destroy(), 20);
    });
    expect(within).toMatchObject({ kind: 'transient', possiblyPaid: true });
  });

  const hangs: Record<string, RequestListener> = {
    'never answers': () => {},
    'stops within the body': (_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.write('{"choices":');
    },
    'stops within the body of an error': (_, response) => {
      response.writeHead(500, { 'content-type': 'application/json' });
      response.write('{"error":');
    },
    'drips bytes for ever': (_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      const drip = setInterval(() => response.write(' '), 10);
      response.on('close', () => clearInterval(drip));
    },
  };

  for (const [how, listener] of Object.entries(hangs)) {
    it(`ends at the time-out when the server ${how}, and lets go of the socket`, async () => {
      let closed: Promise<void> | undefined;
      const started = performance.now();
      const failure = await failureFrom((request, response) => {
        closed = new Promise((resolve) => request.socket.on('close', () => resolve()));
        listener(request, response);
      }, 200);
      expect(performance.now() - started).toBeLessThan(1500);
      expect(failure).toMatchObject({ kind: 'transient', code: 'timeout', possiblyPaid: true, status: null });
      await closed;
    });
  }
});

describe('settings that cannot work', () => {
  it('are refused at once, without repeating the key', () => {
    for (const apiKey of ['', `${CANARY}\n`, `${CANARY} `, `“${CANARY}”`]) {
      expect(() => openAiChatModel({ baseUrl: 'http://localhost/v1', apiKey })).toThrow(/^bad-api-key(?!.*Canary)/s);
    }
    expect(() => openAiChatModel({ baseUrl: 'localhost', apiKey: null })).toThrow(/bad-endpoint/);
  });
});
