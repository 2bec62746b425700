import { afterAll, describe, expect, it } from 'vitest';
import { openDatabase } from '#lib/db/database.ts';
import { runProgress } from '#lib/db/run-progress.ts';
import { openAiChatModel } from '#lib/llm/openai-chat-model.ts';
import { startSimulator } from '../judge-simulator.ts';
import { listeningServers } from '../test-support/listening-server.ts';
import { newTeam, playRun, startedRun } from '../test-support/play-run.ts';
import { smallBenchmark } from '../test-support/small-benchmark.ts';
import { testDatabase } from '../test-support/test-database.ts';

const { url } = await testDatabase();
const database = openDatabase({ url });
afterAll(() => database.close());
const { listen } = listeningServers();

describe('row 24: judge backends', () => {
  it('the simulator judges five contestants on 100 prompts with no network but loopback', async () => {
    const simulator = await startSimulator({ always: 'hash' });
    const scope = await newTeam(database, 'dummy');
    await smallBenchmark(database, scope, { name: 'dummy', prompts: 100, contestants: 5 });
    const judge = { endpoint: simulator.url, model: 'simulated-judge', timeoutMs: 30_000 };
    const run = await startedRun(database, scope, { benchmark: 'dummy', inFlight: 64, judge });
    const began = performance.now();
    const done = await playRun(database, run, openAiChatModel({ baseUrl: simulator.url, apiKey: null }));
    process.stderr.write(`5 × 100 with a simulated judge: ${((performance.now() - began) / 1000).toFixed(1)} s\n`);
    await simulator.close();
    expect(done.state).toBe('COMPLETED');
    expect((await runProgress(database, scope, run.id)).calls).toEqual({ DONE: 400 });
  });

  it('any server that speaks chat completions gets the payload of one, and nothing else', async () => {
    const bodies: Record<string, unknown>[] = [];
    const base = await listen(async (request, response) => {
      bodies.push({ path: request.url, ...JSON.parse((await request.toArray()).join('')) });
      const message = { role: 'assistant', content: '{"reason":"r","verdict":"A"}' };
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ choices: [{ message, finish_reason: 'stop' }] }));
    });
    const scope = await newTeam(database, 'payload');
    await smallBenchmark(database, scope, { name: 'payload', prompts: 1, contestants: 2 });
    const judge = { endpoint: `${base}/v1`, model: 'some-model', maxOutputTokens: 321, timeoutMs: 30_000 };
    const run = await startedRun(database, scope, { benchmark: 'payload', judge });
    await playRun(database, run, openAiChatModel({ baseUrl: `${base}/v1`, apiKey: null }));
    expect(bodies).toHaveLength(1);
    expect(bodies[0]).toMatchObject({
      path: '/v1/chat/completions',
      model: 'some-model',
      max_tokens: 321,
      temperature: 0,
      logprobs: true,
      response_format: { type: 'json_schema', json_schema: { name: 'verdict', strict: true } },
      messages: [{ role: 'system' }, { role: 'user', content: expect.stringContaining('payload: question 0?') }],
    });
    expect(Object.keys(bodies[0] ?? {}).sort()).toEqual(
      ['path', 'model', 'messages', 'max_tokens', 'temperature', 'logprobs', 'top_logprobs', 'response_format'].sort(),
    );
  });
});
