import { describe, expect, it } from 'vitest';
import { gameTable } from './game-table.ts';
import { rankGames } from './rank-games.ts';
import { seededRandom } from './seeded-random.ts';

/** Games of two contestants on prompts; A wins a game with the given probability, in percent. */
function games(run: number, percent: number) {
  const random = seededRandom(`better ${run}`);
  return Array.from({ length: 60 }, (_, prompt) => ({
    contestantA: 'A',
    contestantB: 'B',
    score: random(100) < percent ? 1 : 0,
    promptId: `p${prompt}`,
  }));
}

/** How likely A is better than B, by the leaderboard of one simulated run. */
function betterA(run: number, percent: number): number {
  const { ratings, better } = rankGames(gameTable(games(run, percent)), { rounds: 200 });
  const a = ratings.findIndex((one) => one.contestant === 'A');
  return better?.[a]?.[1 - a] as number;
}

describe('the probability to be better', () => {
  it('averages one half over 400 runs of two equal contestants, which are told apart in about one of twenty', () => {
    const runs = Array.from({ length: 400 }, (_, run) => run);
    const mean = runs.reduce((sum, run) => sum + betterA(run, 50), 0) / runs.length;
    expect(Math.abs(mean - 0.5)).toBeLessThanOrEqual(0.03);
    const separated = runs.filter((run) => {
      const { ratings } = rankGames(gameTable(games(run, 50)), { rounds: 200 });
      return ratings[0]?.rankUpper === 1;
    });
    expect(separated.length / runs.length).toBeLessThan(0.1);
  });

  it('is near 1 for a contestant that wins nine of ten, and sums to 1 with its mirror', () => {
    const { better } = rankGames(gameTable(games(1, 90)), { rounds: 200 });
    expect(better?.[0]?.[1]).toBeGreaterThan(0.99);
    expect((better?.[0]?.[1] as number) + (better?.[1]?.[0] as number)).toBeCloseTo(1, 9);
    expect(better?.[0]?.[0]).toBeNull();
  });

  it('is absent without resamples', () => {
    expect(rankGames(gameTable(games(1, 50)), { rounds: 0 }).better).toBeNull();
  });
});
