import { afterAll, describe, expect, it } from 'vitest';
import type { TeamScope } from '#lib/access/team-scope.ts';
import { openDatabase } from '#lib/db/database.ts';
import type { RunRow } from '#lib/db/run-row.ts';
import { newTeam, playRun, startedRun } from '../../scripts/test-support/play-run.ts';
import { replyOf, scriptedJudge } from '../../scripts/test-support/scripted-judge.ts';
import { fileOf } from '../../scripts/test-support/small-benchmark.ts';
import { testDatabase } from '../../scripts/test-support/test-database.ts';
import { importResponses } from './import-responses.ts';
import { planRejudging, type RejudgingRequest } from './plan-rejudging.ts';
import { rejudgeRun } from './rejudge-run.ts';
import { seatSettings } from './run-settings.ts';

const { url } = await testDatabase();
const database = openDatabase({ url });
afterAll(() => database.close());

/** A league of two on a prompt with a context, judged with `rag`, and on one without, judged with `brief`. */
async function playedRun(scope: TeamScope): Promise<RunRow> {
  const prompts = [
    { prompt_id: 'with', prompt: 'How tall is it?', category: 'facts', context: 'It is 12 m tall.' },
    { prompt_id: 'without', prompt: 'Tell a joke.', category: 'fun' },
  ];
  const answers = ['heron', 'owl'].flatMap((contestant) =>
    prompts.map(({ prompt_id }) => ({ prompt_id, contestant, response: `${contestant} on ${prompt_id}` })),
  );
  const files = [fileOf('birds.jsonl', [...prompts, ...answers])];
  await importResponses({ database, scope, benchmark: 'birds', files });
  const settings = {
    benchmark: 'birds',
    schedule: 'league',
    template: 'brief',
    categoryTemplates: { facts: 'rag' },
  } as const;
  return playRun(database, await startedRun(database, scope, settings), scriptedJudge(() => replyOf('A')).model);
}

async function rejudged(run: RunRow, request: Omit<RejudgingRequest, 'scope'>) {
  const whole = { scope: { only: 'all' }, ...request } as const;
  const plan = await planRejudging(database, run, whole);
  await rejudgeRun(database, run, { ...whole, shown: plan });
  const judge = scriptedJudge(() => replyOf('B'));
  const done = await playRun(database, run, judge.model);
  const { rows } = await database.query<{ generation: number; key: string; template: string; model: string }>(
    `SELECT j.generation, bp.key, jv.template_id AS template, jv.model FROM judgement j JOIN judge_version jv ON jv.id = j.judge_version_id
     JOIN match m ON m.id = j.match_id JOIN benchmark_prompt bp ON bp.prompt_id = m.prompt_id
     WHERE j.run_id = $1 AND bp.team_id = $2 ORDER BY j.generation, bp.key`,
    [run.id, run.teamId],
  );
  return { plan, done, judge, judgements: rows.map((row) => [row.generation, row.key, row.template, row.model]) };
}

describe('judging again', () => {
  it('asks another judge with the templates of the run, per category', async () => {
    const scope = await newTeam(database, 'other-judge');
    const run = await playedRun(scope);
    const other = seatSettings.parse({ endpoint: 'http://127.0.0.1:9/v1', model: 'other' });
    const { plan, done, judgements } = await rejudged(run, { judges: [other] });
    expect(plan.calls).toBe(2);
    expect(done.state).toBe('COMPLETED');
    expect(judgements).toEqual([
      [0, 'with', 'rag', 'scripted'],
      [0, 'without', 'brief', 'scripted'],
      [1, 'with', 'rag', 'other'],
      [1, 'without', 'brief', 'other'],
    ]);
  });

  it('asks the same judge with another template, and keeps what it said before', async () => {
    const scope = await newTeam(database, 'other-template');
    const run = await playedRun(scope);
    const { judge, judgements } = await rejudged(run, { judges: null, template: 'multi-turn' });
    expect(judgements).toEqual([
      [0, 'with', 'rag', 'scripted'],
      [0, 'without', 'brief', 'scripted'],
      [1, 'with', 'multi-turn', 'scripted'],
      [1, 'without', 'multi-turn', 'scripted'],
    ]);
    const systems = judge.requests.map(({ messages }) => messages[0]?.content.slice(0, 37));
    expect(new Set(systems)).toEqual(new Set(['You compare how two assistants, A and']));
  });

  it('is refused with a template whose fields a prompt lacks', async () => {
    const scope = await newTeam(database, 'lacking');
    const run = await playedRun(scope);
    await expect(rejudged(run, { judges: null, template: 'rag' })).rejects.toMatchObject({
      report: { code: 'missing-fields', got: 'no context with 1 of 2 prompts: without' },
    });
    await expect(rejudged(run, { judges: null, template: 'nobody' })).rejects.toMatchObject({
      report: { code: 'template-not-found' },
    });
  });
});
