import { afterAll, describe, expect, it } from 'vitest';
import { newTeam, playRun, startedRun } from '../../scripts/test-support/play-run.ts';
import { scriptedJudge, textReply } from '../../scripts/test-support/scripted-judge.ts';
import { fileOf, smallBenchmark } from '../../scripts/test-support/small-benchmark.ts';
import { testDatabase } from '../../scripts/test-support/test-database.ts';
import { ChatFailure } from '../chat/chat-failure.ts';
import { listBenchmarks } from '../db/benchmarks.ts';
import { openDatabase } from '../db/database.ts';
import { deletableContestant, submissionsOfContestant } from '../db/deletions.ts';
import { entrantsOf, everEntered, newestVersion } from '../db/entrants.ts';
import { newestLeaderboard } from '../db/leaderboards.ts';
import { cancelRun, retryRun } from './control-run.ts';
import { createRun } from './create-run.ts';
import { deleteAnswers } from './delete-answers.ts';
import { deletionEffect } from './deletion-effect.ts';
import { importResponses } from './import-responses.ts';
import { rankBoard } from './rank-board.ts';
import { runSettings } from './run-settings.ts';

const { url } = await testDatabase();
const database = openDatabase({ url });
afterAll(() => database.close());

/** Quotes what it read, as judges do. */
const quoting = scriptedJudge((request) => {
  const text = request.messages.map((message) => message.content).join('\n');
  return textReply(JSON.stringify({ reason: /Answer \d to prompt \d/.exec(text)?.[0] ?? 'None.', verdict: 'A' }));
});

async function playedTeam(name: string) {
  const scope = await newTeam(database, name);
  const imported = await smallBenchmark(database, scope, { name, prompts: 2, contestants: 3 });
  const run = await startedRun(database, scope, { benchmark: name, schedule: 'league' });
  const played = await playRun(database, run, quoting.model);
  await rankBoard(database, scope, run.id);
  return { scope, run: played, versionId: imported.versionId };
}

const contestant = (reference: string) => ({ kind: 'contestant', reference }) as const;

/** Everything of a team in which a text occurs, table by table. */
async function placesOf(teamId: string, text: string): Promise<string[]> {
  const { rows: tables } = await database.query<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.columns WHERE table_schema = 'public' AND column_name = 'team_id' AND table_name <> 'session'`,
  );
  const found: string[] = [];
  for (const { name } of tables) {
    const { rowCount } = await database.query(
      `SELECT 1 FROM ${name} t WHERE team_id = $1 AND t::text LIKE $2 LIMIT 1`,
      [teamId, `%${text}%`],
    );
    if (rowCount) found.push(name);
  }
  return found;
}

describe('deleting a contestant', () => {
  it('that never played leaves nothing', async () => {
    const scope = await newTeam(database, 'fresh');
    await smallBenchmark(database, scope, { name: 'fresh', prompts: 2, contestants: 3 });
    const effect = await deleteAnswers(database, scope, contestant('c1'));
    expect(effect).toMatchObject({ contestant: 'c1', answers: 2, runs: [], erased: [], underWay: [] });
    expect(effect.removed).toHaveLength(1);
    expect(await placesOf(scope.teamId, 'Answer 1 to')).toEqual([]);
    const { rows } = await database.query('SELECT name FROM contestant WHERE team_id = $1 ORDER BY 1', [scope.teamId]);
    expect(rows).toEqual([{ name: 'c0' }, { name: 'c2' }]);
  });

  it('that played erases its texts wherever they are quoted, and keeps results and boards', async () => {
    const { scope, run, versionId } = await playedTeam('played');
    const before = await newestLeaderboard(database, scope, run.id);
    expect(await placesOf(scope.teamId, 'Answer 1 to')).toEqual(
      expect.arrayContaining(['response', 'call_text', 'judgement']),
    );
    const effect = await deleteAnswers(database, scope, contestant('c1'));
    expect(effect).toMatchObject({ answers: 2, runs: [run.number], removed: [] });
    expect(await placesOf(scope.teamId, 'Answer 1 to')).toEqual([]);
    expect(await placesOf(scope.teamId, 'Answer 0 to')).toContain('response');
    expect(await newestLeaderboard(database, scope, run.id)).toEqual(before);
    expect((await rankBoard(database, scope, run.id))?.ratings.map((one) => one.contestant)).toContain('c1');
    expect((await entrantsOf(database, scope, versionId)).map((one) => one.name)).toEqual(['c0', 'c2']);
    expect((await listBenchmarks(database, scope))[0]?.contestants).toEqual(['c0', 'c2']);
    // Its colour, and with it everybody else's, stays.
    expect(await everEntered(database, scope, versionId)).toEqual(['c0', 'c1', 'c2']);
  });

  it('keeps it out of new runs until its name is imported again', async () => {
    const { scope, versionId } = await playedTeam('revived');
    await deleteAnswers(database, scope, contestant('c1'));
    const wanted = {
      benchmark: 'revived',
      contestants: ['c0', 'c1'],
      judges: [{ endpoint: 'simulator:', model: 'm' }],
    };
    await expect(createRun(database, scope, runSettings.parse(wanted))).rejects.toMatchObject({
      report: { code: 'contestant-not-found' },
    });
    const files = [fileOf('again.jsonl', [{ prompt_id: 'p0', contestant: 'c1', response: 'New.' }])];
    const imported = await importResponses({ database, scope, benchmark: 'revived', files });
    // Nothing is taken over from what was erased.
    expect(imported.submissions).toMatchObject([{ contestant: 'c1', responses: 1, kept: 0, missing: 1 }]);
    expect((await entrantsOf(database, scope, versionId)).map((one) => one.name)).toEqual(['c0', 'c1', 'c2']);
    expect(await deletableContestant(database, scope, 'c1')).toMatchObject({ name: 'c1' });
  });

  it('is refused while a run with it has not ended, planned ones too', async () => {
    const scope = await newTeam(database, 'busy');
    await smallBenchmark(database, scope, { name: 'busy', prompts: 2, contestants: 3 });
    const judge = { endpoint: 'http://127.0.0.1:9/v1', model: 'scripted', inputPrice: 1, outputPrice: 1 };
    const run = await createRun(database, scope, runSettings.parse({ benchmark: 'busy', judges: [judge] }));
    const refused = { report: { code: 'submission-in-use', got: `run #${run.number}` } };
    await expect(deleteAnswers(database, scope, contestant('c1'))).rejects.toMatchObject(refused);
    expect(await placesOf(scope.teamId, 'Answer 1 to')).toEqual(['response']);
    await cancelRun(database, run);
    expect(await deleteAnswers(database, scope, contestant('c1'))).toMatchObject({ runs: [run.number] });
  });

  it('leaves nothing to retry of its matches: they would be judged on empty answers', async () => {
    const scope = await newTeam(database, 'gaps');
    await smallBenchmark(database, scope, { name: 'gaps', prompts: 1, contestants: 2 });
    const run = await startedRun(database, scope, { benchmark: 'gaps', schedule: 'league' });
    const down = scriptedJudge(() => {
      throw new ChatFailure('503', { kind: 'transient', status: 503, retryAfterMs: 1 });
    });
    expect((await playRun(database, run, down.model)).state).toBe('COMPLETED_WITH_GAPS');
    await deleteAnswers(database, scope, contestant('c1'));
    await expect(retryRun(database, run)).rejects.toMatchObject({ report: { code: 'wrong-run-state' } });
  });
});

describe('deleting a submission', () => {
  it('lets the contestant play with the one before', async () => {
    const scope = await newTeam(database, 'twice');
    const { versionId } = await smallBenchmark(database, scope, { name: 'twice', prompts: 1, contestants: 2 });
    const files = [fileOf('again.jsonl', [{ prompt_id: 'p0', contestant: 'c1', response: 'Newer.' }])];
    await importResponses({ database, scope, benchmark: 'twice', files });
    const { id } = (await deletableContestant(database, scope, 'c1')) as { id: string };
    const [newest, first] = await submissionsOfContestant(database, scope, id);
    await deleteAnswers(database, scope, { kind: 'submission', id: newest?.id as string });
    expect((await entrantsOf(database, scope, versionId)).find((one) => one.name === 'c1')?.submissionId).toBe(
      first?.id,
    );
    expect(await placesOf(scope.teamId, 'Newer')).toEqual([]);
  });

  it('of another team is not found, nor is its contestant', async () => {
    const { scope, run } = await playedTeam('owned');
    const stranger = await newTeam(database, 'deletes');
    const { id } = (await deletableContestant(database, scope, 'c1')) as { id: string };
    const [submission] = await submissionsOfContestant(database, scope, id);
    const target = { kind: 'submission', id: submission?.id as string } as const;
    for (const act of [deletionEffect, deleteAnswers]) {
      await expect(act(database, stranger, target)).rejects.toMatchObject({ report: { code: 'submission-not-found' } });
      await expect(act(database, stranger, contestant('c1'))).rejects.toMatchObject({
        report: { code: 'contestant-not-found' },
      });
      await expect(act(database, stranger, contestant(id))).rejects.toMatchObject({
        report: { code: 'contestant-not-found' },
      });
    }
    expect(await submissionsOfContestant(database, stranger, id)).toEqual([]);
    expect((await newestVersion(database, scope, run.benchmark))?.number).toBe(1);
    expect(await placesOf(scope.teamId, 'Answer 1 to')).toContain('response');
  });
});
