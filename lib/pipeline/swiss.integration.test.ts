import { afterAll, describe, expect, it } from 'vitest';
import { openDatabase } from '#lib/db/database.ts';
import { type MatchLine, matchLines } from '#lib/db/match-lines.ts';
import { newTeam, playRun, startedRun } from '../../scripts/test-support/play-run.ts';
import { replyOf, scriptedJudge } from '../../scripts/test-support/scripted-judge.ts';
import { smallBenchmark } from '../../scripts/test-support/small-benchmark.ts';
import { testDatabase } from '../../scripts/test-support/test-database.ts';
import { rankBoard } from './rank-board.ts';

const { url } = await testDatabase();
const database = openDatabase({ url });
afterAll(() => database.close());

/** Prefers the lower contestant number wherever it is shown, and the numbers the other way round on request. */
const byNumber = () =>
  scriptedJudge(({ messages }) => {
    const text = messages.map((message) => message.content).join('\n');
    const shown = [...text.matchAll(/Answer (\d+) to/g)].map((match) => Number(match[1]));
    return replyOf((shown[0] as number) < (shown[1] as number) ? 'A' : 'B');
  });

async function swiss(name: string, settings: { contestants: number; rounds?: number; inFlight?: number }) {
  const { contestants, ...options } = settings;
  const scope = await newTeam(database, name);
  await smallBenchmark(database, scope, { name: 'swiss', prompts: 5, contestants });
  const run = await startedRun(database, scope, { benchmark: 'swiss', schedule: 'swiss', seed: 's', ...options });
  const done = await playRun(database, run, byNumber().model);
  const lines: MatchLine[] = [];
  await matchLines(database, scope, run.id, async (page) => void lines.push(...page));
  return { scope, run: done, lines };
}

const pairsOf = (lines: readonly MatchLine[]) =>
  lines
    .map((line) => `${line.prompt_id} ${line.round} ${[line.contestant_a, line.contestant_b].sort().join(' ')}`)
    .sort();

describe('a Swiss tournament in the database', () => {
  it('plays two rounds on each prompt, in the second of which winners meet winners, and ranks as the judge does', async () => {
    const { scope, run, lines } = await swiss('two-rounds', { contestants: 8 });
    expect(run.state).toBe('COMPLETED');
    expect(run.plan.calls).toBe(40);
    expect(lines).toHaveLength(40);
    const winners = new Set(
      lines
        .filter((line) => line.round === 1)
        .map((line) => `${line.prompt_id} ${line.advanced === 'a' ? line.contestant_a : line.contestant_b}`),
    );
    for (const line of lines.filter((one) => one.round === 2)) {
      const isWinner = (name: string | null) => winners.has(`${line.prompt_id} ${name}`);
      expect(isWinner(line.contestant_a)).toBe(isWinner(line.contestant_b));
    }
    const leaderboard = await rankBoard(database, scope, run.id);
    expect(leaderboard?.ratings[0]?.contestant).toBe('c0');
    expect(leaderboard?.ratings.at(-1)?.contestant).toBe('c7');
  });

  it('is the same whatever the concurrency, with an odd number and more rounds too', async () => {
    const narrow = await swiss('narrow', { contestants: 5, rounds: 4, inFlight: 1 });
    const wide = await swiss('wide', { contestants: 5, rounds: 4, inFlight: 64 });
    expect(narrow.lines).toHaveLength(5 * 4 * 2);
    expect(pairsOf(wide.lines)).toEqual(pairsOf(narrow.lines));
  });

  it('has no more rounds than there are opponents', async () => {
    const { run, lines } = await swiss('full', { contestants: 4, rounds: 99 });
    expect(lines).toHaveLength(5 * 3 * 2);
    expect(run.state).toBe('COMPLETED');
    expect(new Set(pairsOf(lines).map((line) => line.replace(/ \d /, ' '))).size).toBe(30);
  });
});
