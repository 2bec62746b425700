import { afterAll, describe, expect, it } from 'vitest';
import { again, newTeam, playRun, startedRun } from '../../scripts/test-support/play-run.ts';
import { replyOf, scriptedJudge } from '../../scripts/test-support/scripted-judge.ts';
import { smallBenchmark } from '../../scripts/test-support/small-benchmark.ts';
import { testDatabase } from '../../scripts/test-support/test-database.ts';
import { openDatabase } from '../db/database.ts';
import { archiveRun, labelRun } from '../db/run-labels.ts';
import { countArchivedRuns, listRuns } from '../db/run-row.ts';
import { setArchived, writeLabels } from './label-run.ts';

const { url } = await testDatabase();
const database = openDatabase({ url });
afterAll(() => database.close());
const scope = await newTeam(database, 'labels');
await smallBenchmark(database, scope, { name: 'birds', prompts: 1, contestants: 2 });
const run = await startedRun(database, scope, { benchmark: 'birds' });

describe('a run', () => {
  it('gets a name and notes, each without touching the other; an empty name is none', async () => {
    await writeLabels(database, run, { name: '  The first  ' });
    await writeLabels(database, run, { notes: 'Why.\nBecause.' });
    expect(await again(database, run)).toMatchObject({ name: 'The first', notes: 'Why.\nBecause.' });
    await writeLabels(database, run, { name: ' ' });
    expect(await again(database, run)).toMatchObject({ name: null, notes: 'Why.\nBecause.' });
    await expect(writeLabels(database, run, { name: 'x'.repeat(201) })).rejects.toMatchObject({
      report: { code: 'bad-label' },
    });
  });

  it('is not hidden while it spends; afterwards lists leave it out unless asked', async () => {
    await expect(setArchived(database, run, true)).rejects.toMatchObject({ report: { code: 'wrong-run-state' } });
    await playRun(database, run, scriptedJudge(() => replyOf('A')).model);
    await setArchived(database, run, true);
    expect(await listRuns(database, scope, 10)).toEqual([]);
    expect(await listRuns(database, scope, 10, { archived: true })).toHaveLength(1);
    expect(await countArchivedRuns(database, scope)).toBe(1);
    await setArchived(database, run, false);
    expect((await listRuns(database, scope, 10)).map(({ number }) => number)).toEqual([run.number]);
  });

  it('of another team is neither named nor hidden', async () => {
    const stranger = await newTeam(database, 'scribbles');
    await labelRun(database, stranger, { runId: run.id, name: 'mine' });
    expect(await archiveRun(database, stranger, { runId: run.id, archived: true })).toBe(false);
    expect(await again(database, run)).toMatchObject({ name: null, archivedAt: null });
  });
});
