import { afterAll, expect, it } from 'vitest';
import { newTeam, playRun, startedRun } from '../../scripts/test-support/play-run.ts';
import { replyOf, scriptedJudge } from '../../scripts/test-support/scripted-judge.ts';
import { smallBenchmark } from '../../scripts/test-support/small-benchmark.ts';
import { testDatabase } from '../../scripts/test-support/test-database.ts';
import { rankBoard } from '../pipeline/rank-board.ts';
import { answerGaps, findBenchmark, uploadCounts } from './benchmark-pages.ts';
import { boardsOfContestant, findContestant, listContestants, setContestantFamily } from './contestant-pages.ts';
import { openDatabase } from './database.ts';
import { entrantsOf, entrantsOfRun, everEntered } from './entrants.ts';
import { findJudge, judgeRecords, listJudges, sampleVerdict, setJudgeFamily } from './judge-pages.ts';
import { judgeVersionSettings } from './judge-settings.ts';
import { readMatchOutcomes } from './match-outcomes.ts';
import { answersTo, categoriesOf, findPrompt, listPrompts, promptRecords, promptTexts } from './prompt-pages.ts';
import { countArchivedRuns } from './run-row.ts';

const { url } = await testDatabase();
const database = openDatabase({ url });
afterAll(() => database.close());

const owner = await newTeam(database, 'owner');
const stranger = await newTeam(database, 'stranger');
const { versionId } = await smallBenchmark(database, owner, {
  name: 'secret',
  prompts: 2,
  contestants: 3,
  answer: (contestant, prompt) =>
    contestant === 1 && prompt === 1 ? null : `Answer ${contestant} to prompt ${prompt}.`,
});
const run = await startedRun(database, owner, { benchmark: 'secret', schedule: 'league', bothOrders: true });
await playRun(database, run, scriptedJudge(() => replyOf('A')).model);
await rankBoard(database, owner, run.id);
const entrants = await entrantsOf(database, owner, versionId);
const submissionIds = entrants.map((entrant) => entrant.submissionId);

/** Everything the pages read, as a team sees it. */
async function seenBy(scope: typeof owner) {
  const benchmark = await findBenchmark(database, owner, 'secret');
  const contestant = await findContestant(database, owner, 'c1');
  const judge = await findJudge(database, owner, 'scripted');
  const prompt = await findPrompt(database, owner, { versionId, key: 'p0' });
  if (!benchmark || !contestant || !judge || !prompt) throw new Error('nothing to look for');
  return {
    benchmark: await findBenchmark(database, scope, benchmark.id),
    gaps: await answerGaps(database, scope, { versionId, submissionIds }),
    uploads: [...(await uploadCounts(database, scope, benchmark.id))],
    contestants: await listContestants(database, scope, { search: '' }),
    contestant: await findContestant(database, scope, contestant.id),
    boards: await boardsOfContestant(database, scope, contestant),
    everEntered: await everEntered(database, scope, versionId),
    played: await entrantsOfRun(database, scope, run.id),
    judges: await listJudges(database, scope),
    judge: await findJudge(database, scope, judge.id),
    records: await judgeRecords(database, scope, judge.id),
    sample: await sampleVerdict(database, scope, judge.id),
    settings: await judgeVersionSettings(database, scope, run.judgeVersionId),
    outcomes: await readMatchOutcomes(database, scope, run.id),
    prompts: await listPrompts(database, scope, versionId, { search: '', category: null, limit: 10, offset: 0 }),
    categories: await categoriesOf(database, scope, versionId),
    prompt: await findPrompt(database, scope, { versionId, key: 'p0' }),
    answers: await answersTo(database, scope, { promptId: prompt.id, submissionIds }),
    promptRecords: await promptRecords(database, scope, prompt.id),
    texts: await promptTexts(database, scope, versionId),
    archived: await countArchivedRuns(database, scope),
    familySet: await setContestantFamily(database, scope, { id: contestant.id, family: 'x' }),
    judgeFamilySet: await setJudgeFamily(database, scope, { id: judge.id, family: 'x' }),
  };
}

it('shows its owner what is there', async () => {
  const seen = await seenBy(owner);
  expect(seen.benchmark).toMatchObject({ name: 'secret', versions: [{ number: 1, prompts: 2, added: 2, runs: 1 }] });
  expect(seen.gaps).toMatchObject([{ promptKey: 'p1', kind: 'missing' }]);
  expect(seen.boards).toMatchObject([{ run: run.number, contestants: 3, rating: { contestant: 'c1' } }]);
  expect(seen.contestant?.submissions).toMatchObject([{ answers: 1, empty: 0, runs: [run.number] }]);
  // Everybody shown first wins: each match judged in both orders contradicts itself.
  expect(seen.records).toMatchObject([
    { judgements: 8, usable: 8, decided: 8, firstWon: 8, bothOrders: 4, inconsistent: 4 },
  ]);
  expect(seen.outcomes).toHaveLength(4);
  expect(seen.outcomes[0]).toMatchObject({ state: 'inconsistent', score: 0.5, games: 2, orders: 2 });
  expect(seen.promptRecords).toMatchObject([{ run: run.number, decided: 0, tied: 0, inconsistent: 3 }]);
  expect(seen.sample).toMatchObject({ run: run.number, reason: 'Because.' });
  expect([seen.familySet, seen.judgeFamilySet]).toEqual([true, true]);
});

it('shows another team nothing, and lets it set nothing', async () => {
  expect(await seenBy(stranger)).toEqual({
    benchmark: null,
    gaps: [],
    uploads: [],
    contestants: [],
    contestant: null,
    boards: [],
    everEntered: [],
    played: [],
    judges: [],
    judge: null,
    records: [],
    sample: null,
    settings: null,
    outcomes: [],
    prompts: { prompts: [], total: 0 },
    categories: [],
    prompt: null,
    answers: [],
    promptRecords: [],
    texts: [],
    archived: 0,
    familySet: false,
    judgeFamilySet: false,
  });
});
