import { afterAll, describe, expect, it } from 'vitest';
import { newTeam, playRun, startedRun } from '../../scripts/test-support/play-run.ts';
import { replyOf, scriptedJudge } from '../../scripts/test-support/scripted-judge.ts';
import { fileOf, smallBenchmark } from '../../scripts/test-support/small-benchmark.ts';
import { testDatabase } from '../../scripts/test-support/test-database.ts';
import { openDatabase } from '../db/database.ts';
import { findRun } from '../db/run-row.ts';
import { createRun } from './create-run.ts';
import { deleteAnswers } from './delete-answers.ts';
import { importResponses } from './import-responses.ts';
import { planRun } from './plan-run.ts';
import { settingsDifference } from './settings-difference.ts';
import { settingsOfRun } from './settings-of-run.ts';

const { url } = await testDatabase();
const database = openDatabase({ url });
afterAll(() => database.close());
const scope = await newTeam(database, 'repeats');
await smallBenchmark(database, scope, { name: 'birds', prompts: 2, contestants: 4 });
const run = await startedRun(database, scope, {
  benchmark: 'birds',
  contestants: ['c0', 'c1', 'c2'],
  schedule: 'anchored',
  anchors: ['c1'],
  bothOrders: true,
  seed: 'seven',
  maxCalls: 500,
  cacheMode: 'refresh',
  judge: { temperature: 0.5, maxOutputTokens: 99 },
});
await playRun(database, run, scriptedJudge(() => replyOf('A')).model);

describe('a run again', () => {
  it('has the same plan as before, and is stored as a repetition', async () => {
    const { settings, gone } = await settingsOfRun(database, scope, run);
    expect(gone).toEqual([]);
    expect((await planRun(database, scope, settings)).hash).toBe(run.planHash);
    const repeated = await createRun(database, scope, settings, { originRunId: run.id });
    expect(repeated).toMatchObject({ planHash: run.planHash, originNumber: run.number });
    expect((await findRun(database, scope, run.id))?.originNumber).toBeNull();
  });

  it('says what is other than before', async () => {
    const { settings } = await settingsOfRun(database, scope, run);
    const changed = {
      ...settings,
      seed: 'eight',
      judges: settings.judges.map((judge) => ({ ...judge, temperature: null })),
    };
    expect(settingsDifference(settings, changed)).toEqual([
      { field: 'seed', before: 'seven', after: 'eight' },
      { field: 'judge.temperature', before: 0.5, after: null },
    ]);
    expect(settingsDifference(settings, settings)).toEqual([]);
  });

  it('lets everybody play where everybody did, newcomers too', async () => {
    await smallBenchmark(database, scope, { name: 'fish', prompts: 1, contestants: 2 });
    const all = await startedRun(database, scope, { benchmark: 'fish' });
    expect((await settingsOfRun(database, scope, all)).settings.contestants).toBeNull();
    const files = [fileOf('new.jsonl', [{ prompt_id: 'p0', contestant: 'c9', response: 'New.' }])];
    await importResponses({ database, scope, benchmark: 'fish', files });
    expect((await settingsOfRun(database, scope, all)).settings.contestants).toEqual(['c0', 'c1']);
  });

  it('names those who are gone', async () => {
    const [planned] = (
      await database.query<{ id: string }>(`SELECT id FROM run WHERE state = 'PLANNED' AND team_id = $1`, [
        scope.teamId,
      ])
    ).rows;
    await database.query(
      `UPDATE run SET state = 'CANCELLED', ended_at = now() WHERE id = $1 OR benchmark_version_id IN (
      SELECT v.id FROM benchmark_version v JOIN benchmark b ON b.id = v.benchmark_id WHERE b.name = 'fish')`,
      [planned?.id],
    );
    await deleteAnswers(database, scope, { kind: 'contestant', reference: 'c2' });
    const { settings, gone } = await settingsOfRun(database, scope, run);
    expect(gone).toEqual(['c2']);
    expect(settings.contestants).toEqual(['c0', 'c1']);
  });
});
