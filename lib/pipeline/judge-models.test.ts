import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import type { ChatFailure } from '#lib/chat/chat-failure.ts';
import { readEnv } from '#lib/env.ts';
import { judgeModels } from './judge-models.ts';
import { SIMULATOR_ENDPOINT } from './run-settings.ts';

const REQUEST = { model: 'judge', messages: [{ role: 'user', content: 'hi' }], maxOutputTokens: 20 } as const;
const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

/** A judge that wants a key and gets to see which one it is sent. */
async function wantingKey(): Promise<{ url: string; seen: (string | undefined)[] }> {
  const seen: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    seen.push(request.headers.authorization);
    response.writeHead(401, { 'content-type': 'application/json' });
    request.resume().on('end', () => response.end('{"error": {"message": "Missing key", "code": "invalid_api_key"}}'));
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`, seen };
}

async function failureOf(endpoint: string, variables: Record<string, string>, simulatorUrl: string | null = null) {
  const chatModel = judgeModels({ keys: readEnv(variables).judgeKeys, simulatorUrl });
  return chatModel(endpoint)(REQUEST, { timeoutMs: 5_000 }).then(
    () => expect.fail('expected a failure'),
    (failure: ChatFailure) => failure,
  );
}

test('a key goes to its origin', async () => {
  const judge = await wantingKey();
  const failure = await failureOf(judge.url, { OPENAI_API_KEY: 'sk-own', OPENAI_BASE_URL: judge.url });
  expect(judge.seen).toEqual(['Bearer sk-own']);
  expect(failure.message).not.toContain('No key goes');
});

test('no other endpoint is sent it; the failure says what to set', async () => {
  const judge = await wantingKey();
  const failure = await failureOf(judge.url, { OPENAI_API_KEY: 'sk-own' });
  expect(judge.seen).toEqual([undefined]);
  expect(failure).toMatchObject({ kind: 'blocked', status: 401 });
  expect(failure.message).toContain(`set JOUST_JUDGE_KEYS=${new URL(judge.url).origin}=JUDGE_KEY`);
});

test('an endpoint with a variable of its own that is not set names that one', async () => {
  const judge = await wantingKey();
  const failure = await failureOf(judge.url, { JOUST_JUDGE_KEYS: `${judge.url}=ROUTER_KEY` });
  expect(failure.message).toContain('set ROUTER_KEY');
});

test('the simulator is sent no key, wherever it listens', async () => {
  const judge = await wantingKey();
  await failureOf(SIMULATOR_ENDPOINT, { OPENAI_API_KEY: 'sk-own', OPENAI_BASE_URL: judge.url }, judge.url);
  expect(judge.seen).toEqual([undefined]);
});
