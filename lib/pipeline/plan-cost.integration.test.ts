import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import { openDatabase } from '#lib/db/database.ts';
import { newTeam, playRun, startedRun } from '../../scripts/test-support/play-run.ts';
import { replyOf, scriptedJudge } from '../../scripts/test-support/scripted-judge.ts';
import { findSharedData } from '../../scripts/test-support/shared-data.ts';
import { fileOf, smallBenchmark } from '../../scripts/test-support/small-benchmark.ts';
import { testDatabase } from '../../scripts/test-support/test-database.ts';
import { countTokens } from '../llm/token-count.ts';
import { importResponses } from './import-responses.ts';

const { url } = await testDatabase();
const database = openDatabase({ url });
afterAll(() => database.close());

const shared = findSharedData();

/** A judge that bills as OpenAI does: every message in its encoding, four tokens around each, three to begin the reply. */
function billingJudge() {
  return scriptedJudge((request, attempt) => {
    const inputTokens = request.messages.reduce((sum, { content }) => sum + countTokens(content) + 4, 3);
    return { ...replyOf(attempt % 2 === 0 ? 'A' : 'B'), usage: { inputTokens, outputTokens: 30 } };
  });
}

function lines<Line>(path: string): Line[] {
  const bytes = readFileSync(path);
  return (path.endsWith('.gz') ? gunzipSync(bytes) : bytes)
    .toString()
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Line);
}

async function mtbench(scope: Awaited<ReturnType<typeof newTeam>>, from: string) {
  const prompts = lines<{ question_id: number; turns: string[]; reference?: string[] }>(`${from}/questions.jsonl`);
  const answers = lines<{ question_id: number; model_id: string; choices: { turns: string[] }[] }>(
    `${from}/answers.jsonl.gz`,
  );
  await importResponses({
    database,
    scope,
    benchmark: 'mtbench',
    files: [
      fileOf(
        'prompts.jsonl',
        prompts.map((one) => ({ prompt_id: String(one.question_id), turns: one.turns, reference: one.reference })),
      ),
      fileOf(
        'responses.jsonl',
        answers.map((one) => ({
          prompt_id: String(one.question_id),
          contestant: one.model_id,
          turns: one.choices[0]?.turns,
        })),
      ),
    ],
  });
}

const OPENAI = { endpoint: 'https://api.openai.com/v1', model: 'gpt-4o-mini' };

describe('what a plan says of tokens', () => {
  test('is what the judge bills, match by match, where every entrant is known', async () => {
    const scope = await newTeam(database, 'exact');
    const words = [
      'naïve café',
      'function (x) { return x; }',
      '안녕하세요',
      'A plain sentence.',
      '## Title\n\n- item\n',
    ];
    const answer = (contestant: number, prompt: number) =>
      words[(contestant + prompt) % words.length]?.repeat(5 + ((contestant * 7 + prompt * 3) % 40)) ?? '';
    await smallBenchmark(database, scope, { name: 'exact', prompts: 30, contestants: 4, answer });
    const run = await startedRun(database, scope, { benchmark: 'exact', schedule: 'league', judge: OPENAI });
    const done = await playRun(database, run, billingJudge().model);
    expect(Math.abs(done.inputTokens / done.plan.tokens.input - 1)).toBeLessThan(0.01);
    expect(done.plan.basis).toEqual({ kind: 'counted', replies: 0 });
    expect(done.inputTokens).toBeGreaterThan(done.plan.ranges?.input.low ?? Number.POSITIVE_INFINITY);
    expect(done.inputTokens).toBeLessThan(done.plan.ranges?.input.high ?? 0);
  });

  test('counts every template of a run, and the fields that it shows', async () => {
    const scope = await newTeam(database, 'templates');
    const prompts = Array.from({ length: 12 }, (_, index) => ({
      prompt_id: `p${index}`,
      prompt: `A text, number ${index}.`,
      category: index % 2 === 0 ? 'edit' : 'other',
    }));
    const answers = ['heron', 'owl', 'kestrel'].flatMap((contestant) =>
      prompts.map(({ prompt_id }) => ({
        prompt_id,
        contestant,
        response: `${contestant} on ${prompt_id}. `.repeat(9),
      })),
    );
    const files = [fileOf('edits.jsonl', [...prompts, ...answers])];
    await importResponses({ database, scope, benchmark: 'edits', files });
    const fields = JSON.stringify({
      draft: 'Ein Entwurf, 초안, a draft. '.repeat(60),
      audience: 'not shown '.repeat(90),
    });
    await database.query('UPDATE prompt SET fields = $2 WHERE team_id = $1', [scope.teamId, fields]);
    const run = await startedRun(database, scope, {
      benchmark: 'edits',
      schedule: 'league',
      judge: OPENAI,
      template: 'brief',
      categoryTemplates: { edit: 'post-edit' },
    });
    const done = await playRun(database, run, billingJudge().model);
    expect(Math.abs(done.inputTokens / done.plan.tokens.input - 1)).toBeLessThan(0.01);
  });

  test.skipIf(!shared).each(['league', 'knockout'] as const)(
    'is within 2 % of the bill on MT-bench: %s (needs shared data)',
    async (schedule) => {
      const scope = await newTeam(database, schedule);
      await mtbench(scope, `${shared}/mtbench_en`);
      const run = await startedRun(database, scope, { benchmark: 'mtbench', schedule, judge: OPENAI });
      const done = await playRun(database, run, billingJudge().model);
      expect(Math.abs(done.inputTokens / done.plan.tokens.input - 1)).toBeLessThan(0.02);
    },
  );
});
