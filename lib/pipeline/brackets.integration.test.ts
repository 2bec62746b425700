import { afterAll, describe, expect, it } from 'vitest';
import { openDatabase } from '#lib/db/database.ts';
import { type RunGames, readRunGames } from '#lib/db/games.ts';
import { type MatchLine, matchLines } from '#lib/db/match-lines.ts';
import { newTeam, playRun, startedRun } from '../../scripts/test-support/play-run.ts';
import { replyOf, scriptedJudge } from '../../scripts/test-support/scripted-judge.ts';
import { smallBenchmark } from '../../scripts/test-support/small-benchmark.ts';
import { testDatabase } from '../../scripts/test-support/test-database.ts';
import { rankBoard } from './rank-board.ts';

const { url } = await testDatabase();
const database = openDatabase({ url });
afterAll(() => database.close());

/** Prefers the lower contestant number, wherever it is shown: the text decides, not the position. */
const byNumber = () =>
  scriptedJudge(({ messages }) => {
    const shown = [
      ...messages
        .map((message) => message.content)
        .join('\n')
        .matchAll(/Answer (\d+) to/g),
    ].map((match) => Number(match[1]));
    return replyOf((shown[0] as number) < (shown[1] as number) ? 'A' : 'B');
  });

/** Games by seat: two teams have no judge version in common. */
function withoutIds({ jury, judgeVersionId, ...games }: RunGames) {
  return { ...games, seats: judgeVersionId.map((id) => jury.findIndex((juror) => juror.judgeVersionId === id)) };
}

async function knockout(settings: { name: string; inFlight: number; seed: string }) {
  const scope = await newTeam(database, settings.name);
  await smallBenchmark(database, scope, { name: 'same', prompts: 6, contestants: 7 });
  const run = await startedRun(database, scope, { benchmark: 'same', schedule: 'knockout', ...settings });
  await playRun(database, run, byNumber().model);
  const lines: MatchLine[] = [];
  await matchLines(database, scope, run.id, async (page) => void lines.push(...page));
  return {
    scope,
    run,
    lines,
    leaderboard: await rankBoard(database, scope, run.id),
    games: withoutIds(await readRunGames(database, scope, run.id)),
  };
}

describe('a knockout in the database', () => {
  it('plays n − 1 matches a prompt, every loser loses once, and the best answer is champion everywhere', async () => {
    const { lines } = await knockout({ name: 'complete', inFlight: 16, seed: 's' });
    expect(lines).toHaveLength(36);
    for (const prompt of new Set(lines.map((line) => line.prompt_id))) {
      const own = lines.filter((line) => line.prompt_id === prompt);
      const losers = own.map((line) => (line.advanced === 'a' ? line.contestant_b : line.contestant_a));
      expect(new Set(losers).size).toBe(6);
      expect(losers).not.toContain('c0');
    }
  });

  it('is the same for the same seed whatever the concurrency, and another for another seed', async () => {
    const narrow = await knockout({ name: 'narrow', inFlight: 1, seed: 's' });
    const wide = await knockout({ name: 'wide', inFlight: 64, seed: 's' });
    const other = await knockout({ name: 'other', inFlight: 64, seed: 't' });
    expect(wide.lines).toEqual(narrow.lines);
    expect(wide.leaderboard).toEqual(narrow.leaderboard);
    expect(wide.games).toEqual(narrow.games);
    expect(other.lines).not.toEqual(narrow.lines);
  });

  it('leaves a contestant out of a prompt it did not answer, without a loss', async () => {
    const scope = await newTeam(database, 'missing');
    const answer = (contestant: number, prompt: number) =>
      contestant === 0 && prompt === 0 ? null : `Answer ${contestant} to ${prompt}`;
    await smallBenchmark(database, scope, { name: 'missing', prompts: 2, contestants: 3, answer });
    const run = await startedRun(database, scope, { benchmark: 'missing', schedule: 'knockout' });
    await playRun(database, run, byNumber().model);
    const leaderboard = await rankBoard(database, scope, run.id);
    expect(run.plan).toMatchObject({ matches: 3, missing: [{ contestant: 'c0', prompts: 1 }] });
    expect(leaderboard?.ratings.find((one) => one.contestant === 'c0')?.losses).toBe(0);
  });
});
