import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import type { SimulatorOptions } from './simulator-options.ts';
import { type RunningSimulator, startSimulator } from './start-simulator.ts';

const scripts = join(import.meta.dirname, '..');
const demo = { qualities: join(scripts, 'demo/qualities.ndjson'), responses: join(scripts, 'demo/responses') };
const verdictFormat = {
  type: 'json_schema',
  json_schema: {
    name: 'verdict',
    schema: { type: 'object', properties: { reason: { type: 'string' }, verdict: { enum: ['A', 'B', 'tie'] } } },
  },
};

let running: RunningSimulator[] = [];
afterEach(async () => {
  await Promise.all(running.map((one) => one.close()));
  running = [];
});

async function start(options: SimulatorOptions): Promise<RunningSimulator> {
  const simulator = await startSimulator(options);
  running.push(simulator);
  return simulator;
}

function post(simulator: RunningSimulator, body: object, signal?: AbortSignal): Promise<Response> {
  const text = JSON.stringify({ model: 'simulated-judge', messages: [], ...body });
  return fetch(`${simulator.url}/chat/completions`, { method: 'POST', body: text, signal });
}

async function ask(simulator: RunningSimulator, content: string, more: object = {}) {
  const response = await post(simulator, { messages: [{ role: 'user', content }], ...more });
  // biome-ignore lint/suspicious/noExplicitAny: the shape of the reply is what these tests look at.
  return { status: response.status, headers: response.headers, body: (await response.json()) as any };
}

/** The demo's answer of a contestant to a prompt. */
function answer(contestant: string, promptId: string): string {
  const rows = readFileSync(join(demo.responses, `${contestant}.jsonl`), 'utf8')
    .trimEnd()
    .split('\n');
  const found = rows.map((row) => JSON.parse(row)).find((row) => row.prompt_id === promptId);
  return found.turns.join('\n');
}

function compare(promptId: string, first: string, second: string): string {
  const [a, b] = [answer(first, promptId), answer(second, promptId)];
  return `Which is better?\n[Start of answer A]\n${a}\n[End of answer A]\n[Start of answer B]\n${b}\n[End of answer B]`;
}

test('the models list names one simulated model', async () => {
  const simulator = await start({});
  const list = await (await fetch(`${simulator.url}/models`)).json();
  expect(list).toEqual({
    object: 'list',
    data: [{ id: 'simulated-judge', object: 'model', created: 0, owned_by: 'simulated' }],
  });
});

test('a reply has the shape of a chat completion, says it is simulated and counts tokens', async () => {
  const { body } = await ask(await start(demo), compare('coding-loop-timer', 'osprey-2', 'parrot-1b'), {
    response_format: verdictFormat,
  });
  expect(body).toMatchObject({ object: 'chat.completion', model: 'simulated-judge', system_fingerprint: 'simulated' });
  expect(body.choices[0]).toMatchObject({ index: 0, finish_reason: 'stop', logprobs: null });
  expect(JSON.parse(body.choices[0].message.content)).toEqual({
    reason: 'Simulated: the first answer was graded 9.5, the second 1.',
    verdict: expect.stringMatching(/^(A|B|tie)$/),
  });
  expect(body.usage.prompt_tokens).toBeGreaterThan(100);
  expect(body.usage.total_tokens).toBe(body.usage.prompt_tokens + body.usage.completion_tokens);
});

test('much better answers win nearly always, on either side', async () => {
  const simulator = await start(demo);
  let won = 0;
  const prompts = readFileSync(join(scripts, 'demo/prompts.jsonl'), 'utf8').trimEnd().split('\n');
  for (const line of prompts) {
    const id = JSON.parse(line).prompt_id;
    const verdict = async (first: string, second: string) => {
      const { body } = await ask(simulator, compare(id, first, second), { response_format: verdictFormat });
      return JSON.parse(body.choices[0].message.content).verdict;
    };
    if ((await verdict('heron-large', 'parrot-1b')) === 'A') won += 1;
    if ((await verdict('parrot-1b', 'heron-large')) === 'B') won += 1;
  }
  expect(won).toBeGreaterThan(40);
});

test('the same request gets the same verdict from another simulator, in another template around it', async () => {
  const [one, other] = [await start(demo), await start(demo)];
  const request = compare('writing-kitchen', 'heron-large', 'kestrel-chat');
  await ask(other, 'something else first');
  const [x, y] = [await ask(one, request), await ask(other, `Another template.\n${request}\nBye.`)];
  expect(x.body.choices[0].message.content).toBe(y.body.choices[0].message.content);
});

test('seeds change verdicts of close pairs', async () => {
  const verdicts = new Set<string>();
  for (let seed = 0; seed < 20; seed += 1) {
    const simulator = await start({ ...demo, seed: String(seed) });
    const { body } = await ask(simulator, compare('writing-kitchen', 'heron-large', 'kestrel-chat'));
    verdicts.add(body.choices[0].message.content.slice(-5));
  }
  expect(verdicts.size).toBeGreaterThan(1);
});

test('an empty answer loses to a good one: its place is told by the delimiters', async () => {
  const { body } = await ask(await start(demo), compare('writing-lighthouse', 'dunlin-base', 'wren-mini'));
  expect(body.choices[0].message.content).toContain('the second graded 9. [[B]]');
});

test('unknown answers are taken at a made-up quality, and the reason says so', async () => {
  const request = '[Start A]\nFoo is a bar.\n[End A]\n[Start B]\nBar is a foo.\n[End B]';
  const { body } = await ask(await start(demo), request);
  expect(body.choices[0].message.content).toMatch(/not graded and taken as .*\[\[[ABC]\]\]$/);
});

test('a single answer is scored, and a request without answers gets no made-up judgement', async () => {
  const simulator = await start(demo);
  const one = await ask(simulator, `Rate it [[1]] to [[10]].\n${answer('heron-large', 'knowledge-sky')}`);
  expect(one.body.choices[0].message.content).toBe('Simulated: the answer was graded 9. Rating: [[9.1]]');
  const none = await ask(simulator, 'Hello?');
  expect(none.body.choices[0].message.content).toContain('only judges');
});

test('tools, free JSON and logprobs are honoured', async () => {
  const simulator = await start({ always: 'B' });
  const parameters = { type: 'object', properties: { verdict: { enum: ['A', 'B', 'tie'] } } };
  const tool = await ask(simulator, 'x', { tools: [{ type: 'function', function: { name: 'judge', parameters } }] });
  expect(tool.body.choices[0].finish_reason).toBe('tool_calls');
  expect(tool.body.choices[0].message.tool_calls[0].function).toEqual({ name: 'judge', arguments: '{"verdict":"B"}' });
  const free = await ask(simulator, 'x', { response_format: { type: 'json_object' } });
  expect(JSON.parse(free.body.choices[0].message.content).verdict).toBe('B');
  const sure = await ask(simulator, 'x [[A]]', { logprobs: true, top_logprobs: 3 });
  const token = sure.body.choices[0].logprobs.content.find((one: { token: string }) => one.token === 'B');
  expect(token.top_logprobs).toHaveLength(3);
});

test('a reply beyond the output limit is cut and says length', async () => {
  const { body } = await ask(await start({ always: 'A' }), 'x', { max_completion_tokens: 3 });
  expect(body.choices[0].finish_reason).toBe('length');
  expect(body.usage.completion_tokens).toBe(3);
});

test('an unknown model, a stream, a broken body and another address are refused', async () => {
  const simulator = await start({});
  const unknown = await ask(simulator, 'x', { model: 'gpt-4o' });
  expect(unknown.status).toBe(404);
  expect(unknown.body.error).toMatchObject({ code: 'model_not_found', type: 'invalid_request_error' });
  expect((await ask(simulator, 'x', { stream: true })).status).toBe(400);
  expect((await post(simulator, { messages: 'none' })).status).toBe(400);
  expect((await fetch(`${simulator.url}/embeddings`)).status).toBe(404);
});

test.each([
  ['429', 429, 'rate_limit_exceeded'],
  ['quota', 429, 'insufficient_quota'],
  ['401', 401, 'invalid_api_key'],
  ['400', 400, null],
  ['500', 500, null],
])('fault %s answers with status %i', async (fault, status, code) => {
  const simulator = await start({ faults: `${fault}:1` });
  const reply = await ask(simulator, 'x');
  expect(reply.status).toBe(status);
  expect(reply.body.error.code).toBe(code);
  expect(reply.headers.get('retry-after')).toBe(fault === '429' ? '1' : null);
  expect(simulator.stats()).toMatchObject({ requests: 1, answered: 0, byFault: { [fault]: 1 } });
});

test('malformed, truncated and refused replies arrive as such', async () => {
  const first = async (faults: string) => (await ask(await start({ faults, always: 'A' }), 'x')).body.choices[0];
  expect((await first('malformed:1')).message.content).toBe('{"verdict": "A or B, who kn');
  expect(await first('truncated:1')).toMatchObject({ finish_reason: 'length' });
  expect((await first('refused:1')).message).toMatchObject({ content: null, refusal: expect.any(String) });
});

test('a disconnect breaks the connection and a timeout never answers', async () => {
  const body = { messages: [{ role: 'user', content: 'x' }] };
  await expect(post(await start({ faults: 'disconnect:1' }), body)).rejects.toThrow();
  await expect(post(await start({ faults: 'timeout:1' }), body, AbortSignal.timeout(150))).rejects.toThrow(/timeout/);
});

test('faults are drawn anew for a retry, alike in every run, and each request is logged', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'simulator-'));
  const statuses: number[][] = [];
  for (const name of ['one', 'two']) {
    const simulator = await start({ faults: '500:.5', always: 'A', log: join(folder, name) });
    for (let attempt = 0; attempt < 12; attempt += 1) await ask(simulator, 'x');
    const lines = readFileSync(join(folder, name), 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines.map((line) => line.attempt)).toEqual(Array.from({ length: 12 }, (_, index) => index + 1));
    expect(new Set(lines.map((line) => line.hash)).size).toBe(1);
    statuses.push(lines.map((line) => line.status));
  }
  expect(new Set(statuses[0])).toEqual(new Set([200, 500]));
  expect(statuses[0]).toEqual(statuses[1]);
});

test('answers paid for twice are counted', async () => {
  const simulator = await start({ always: 'A' });
  for (const content of ['x', 'x', 'y']) await ask(simulator, content);
  expect(simulator.stats()).toMatchObject({
    requests: 3,
    answered: 3,
    distinct: 2,
    duplicates: 1,
    byVerdict: { A: 3 },
  });
});

test('beyond the requests a minute, 429 says how long to wait', async () => {
  const simulator = await start({ requestsPerMinute: 2, always: 'A' });
  const statuses = [];
  for (const content of ['x', 'y', 'z']) statuses.push(await ask(simulator, content));
  expect(statuses.map((one) => one.status)).toEqual([200, 200, 429]);
  expect(Number(statuses[2]?.headers.get('retry-after'))).toBeGreaterThan(50);
  expect(simulator.stats().limited).toBe(1);
});

test('latency is kept, and a client that leaves is not counted as answered', async () => {
  const simulator = await start({ latencyMs: 120, always: 'A' });
  const started = performance.now();
  await ask(simulator, 'x');
  expect(performance.now() - started).toBeGreaterThan(110);
  const body = { messages: [{ role: 'user', content: 'gone' }] };
  await expect(post(simulator, body, AbortSignal.timeout(30))).rejects.toThrow();
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(simulator.stats()).toMatchObject({ requests: 2, answered: 1, peakInFlight: 1 });
});

test('recorded verdicts are replayed, and what was not recorded is refused', async () => {
  const replay = join(mkdtempSync(join(tmpdir(), 'simulator-')), 'replay.jsonl');
  writeFileSync(replay, `${JSON.stringify({ prompt: ['q'], a: ['yes'], b: ['no'], ab: 'B', ba: 'error' })}\n`);
  const simulator = await start({ replay });
  const say = async (...lines: string[]) => (await ask(simulator, lines.join('\n'))).body;
  expect((await say('q', 'yes', 'or', 'no')).choices[0].message.content).toBe('Replayed: a recorded verdict. [[B]]');
  expect((await say('q', 'no', 'or', 'yes')).choices[0].message.content).toContain('cannot say');
  expect((await say('q', 'no')).error.code).toBe('not_recorded');
});

test('a wrong file or option stops the start with an error that says why', async () => {
  await expect(startSimulator({ qualities: 'nowhere', responses: 'nowhere' })).rejects.toThrow(/readable file nowhere/);
  await expect(startSimulator({ qualities: demo.qualities })).rejects.toThrow(/--responses/);
  await expect(startSimulator({ ...demo, firstBias: 0.5 })).rejects.toThrow(/bias/);
});

test('as a command it prints its address as one JSON line and ends with its parent', async () => {
  const args = ['judge-simulator.ts', '--port', '0', '--zero-cost', '--exit-with-parent'];
  const child = spawn(process.execPath, args, { cwd: scripts, stdio: ['pipe', 'pipe', 'inherit'] });
  const [printed] = await once(child.stdout, 'data');
  const { url } = JSON.parse(String(printed));
  expect((await fetch(`${url}/models`)).status).toBe(200);
  child.stdin.end();
  const [code] = await once(child, 'exit');
  expect(code).toBe(0);
});

test('as a command a mistake is one JSON error and a non-zero exit', async () => {
  const args = ['judge-simulator.ts', '--faults', 'typo:1'];
  const child = spawn(process.execPath, args, { cwd: scripts, stdio: ['ignore', 'pipe', 'pipe'] });
  const [[printed], [code]] = await Promise.all([once(child.stderr, 'data'), once(child, 'exit')]);
  expect(JSON.parse(String(printed)).error.code).toBe('simulator-faults');
  expect(code).toBe(1);
});
