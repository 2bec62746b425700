import { afterAll, describe, expect, it } from 'vitest';
import type { TeamScope } from '#lib/access/team-scope.ts';
import { RUNGS } from '#lib/chat/reply-form.ts';
import { openDatabase } from '#lib/db/database.ts';
import { openAiChatModel } from '#lib/llm/openai-chat-model.ts';
import { listeningServers } from '../../scripts/test-support/listening-server.ts';
import { type EndpointLimits, oneRungJudge } from '../../scripts/test-support/one-rung-judge.ts';
import { newTeam, startedRun } from '../../scripts/test-support/play-run.ts';
import { smallBenchmark } from '../../scripts/test-support/small-benchmark.ts';
import { testDatabase } from '../../scripts/test-support/test-database.ts';
import { probeJudge } from './probe-judge.ts';
import { judgeSettings } from './run-settings.ts';

const { url } = await testDatabase();
const database = openDatabase({ url });
afterAll(() => database.close());
const { listen } = listeningServers();

const PRICE = { inputPerMillion: 1, outputPerMillion: 2 };

async function probe(limits: EndpointLimits, scope: TeamScope, name = 'one-rung') {
  const judge = await oneRungJudge(limits);
  try {
    const model = openAiChatModel({ baseUrl: judge.url, apiKey: null });
    const settings = judgeSettings.parse({ endpoint: judge.url, model: name, timeoutMs: 5_000 });
    return { found: await probeJudge({ database, scope, model }, settings, PRICE), requests: judge.requests };
  } finally {
    await judge.close();
  }
}

describe('a probe', () => {
  const ways = RUNGS.flatMap((rung) => (['refuses', 'ignores'] as const).map((manner) => ({ rung, manner })));
  it.each(ways)('finds $rung with one comparison a rung where the endpoint $manner the others', async (limits) => {
    const { found, requests } = await probe(limits, await newTeam(database, 'probe'));
    expect(found.capability).toMatchObject({ rung: limits.rung, settled: true });
    expect(found.sample).toMatchObject({ verdict: 'A' });
    expect(requests.map((one) => one.rung)).toEqual(RUNGS.slice(0, RUNGS.indexOf(limits.rung) + 1));
    expect(found.requests).toBe(requests.length);
    const answered = requests.filter((one) => one.status === 200).length;
    expect(found.usage).toEqual({ inputTokens: 100 * answered, outputTokens: 10 * answered });
    expect(found.cost).toBeCloseTo((answered * 120) / 1e6);
  });

  it('says what is refused, and how sure the judge is', async () => {
    const refuses = ['temperature', 'max_tokens'] as const;
    const limits = { rung: 'json_schema', manner: 'refuses', refuses, chance: 0.8 } as const;
    const { found } = await probe(limits, await newTeam(database, 'probe-fields'));
    expect(found.capability).toMatchObject({ maxTokensField: 'max_completion_tokens', logprobs: true });
    expect([...found.capability.refuses].sort()).toEqual(['max_tokens', 'temperature']);
    expect(found.probabilities?.A).toBeCloseTo(0.8);
  });

  it('is remembered for the versions of this judge that the team has, and for no other team', async () => {
    const judge = await oneRungJudge({ rung: 'tool', manner: 'refuses' });
    const settings = judgeSettings.parse({ endpoint: judge.url, model: 'one-rung', timeoutMs: 5_000 });
    const [scope, stranger] = [await newTeam(database, 'owner'), await newTeam(database, 'stranger')];
    const runs = [];
    for (const one of [scope, stranger]) {
      await smallBenchmark(database, one, { name: 'probed', prompts: 1, contestants: 2 });
      runs.push(await startedRun(database, one, { benchmark: 'probed', schedule: 'league', judge: settings }));
    }
    const model = openAiChatModel({ baseUrl: judge.url, apiKey: null });
    const found = await probeJudge({ database, scope, model }, settings, null);
    await judge.close();
    expect(found).toMatchObject({ storedOn: 1, cost: null });
    const rungs = await Promise.all(
      runs.map(async ({ judgeVersionId }) => {
        const { rows } = await database.query<{ rung: string | null }>(
          `SELECT capability->>'rung' AS rung FROM judge_version WHERE id = $1`,
          [judgeVersionId],
        );
        return rows[0]?.rung;
      }),
    );
    expect(rungs).toEqual(['tool', null]);
  });

  it('says why a judge does not answer', async () => {
    const base = await listen((_, response) => {
      response.writeHead(401, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ error: { message: 'No such key.' } }));
    });
    const model = openAiChatModel({ baseUrl: `${base}/v1`, apiKey: null });
    const settings = judgeSettings.parse({ endpoint: `${base}/v1`, model: 'm' });
    const scope = await newTeam(database, 'probe-refused');
    await expect(probeJudge({ database, scope, model }, settings, null)).rejects.toThrow(
      /judge-does-not-answer.*No such key/,
    );
  });
});
