import { expect, it } from 'vitest';
import { fitBradleyTerry } from './bradley-terry.ts';
import { gameTable } from './game-table.ts';
import { rankGames } from './rank-games.ts';
import { ratingOf } from './rating-scale.ts';
import { type RandomInteger, seededRandom } from './seeded-random.ts';

const ABILITIES = [0.9, 0.4, 0, -0.3, -1];

const uniform = (random: RandomInteger) => (random(2 ** 32) + 0.5) / 2 ** 32;

/** Box and Muller's normal deviate (1958). */
function normal(random: RandomInteger): number {
  return Math.sqrt(-2 * Math.log(uniform(random))) * Math.cos(2 * Math.PI * uniform(random));
}

/** Win probabilities of every pair on one prompt: each contestant is better or worse at it than at others. */
function* promptPairs(random: RandomInteger) {
  const strengths = ABILITIES.map((ability) => ability + 0.8 * normal(random));
  for (let a = 0; a < ABILITIES.length; a++) {
    for (let b = a + 1; b < ABILITIES.length; b++) {
      yield { a, b, probability: 1 / (1 + Math.exp(strengths[b]! - strengths[a]!)) };
    }
  }
}

/** The ratings that endlessly many prompts would give. */
function trueRatings(): number[] {
  const random = seededRandom('truth');
  const size = ABILITIES.length;
  const points = new Float64Array(size * size);
  for (let prompt = 0; prompt < 50_000; prompt++) {
    for (const { a, b, probability } of promptPairs(random)) {
      points[a * size + b]! += probability;
      points[b * size + a]! += 1 - probability;
    }
  }
  return Array.from(fitBradleyTerry({ points, size }).strengths, ratingOf);
}

function simulatedGames(run: number, prompts: number) {
  const random = seededRandom(`run ${run}`);
  return Array.from({ length: prompts }, (_, prompt) =>
    [...promptPairs(random)].map(({ a, b, probability }) => ({
      contestantA: `c${a}`,
      contestantB: `c${b}`,
      score: uniform(random) < probability ? 1 : 0,
      promptId: `p${prompt}`,
    })),
  ).flat();
}

const truth = trueRatings();

it.each([
  { prompts: 80, runs: 200, withLimit: 0.99 },
  { prompts: 24, runs: 200, withLimit: 0.99 },
  { prompts: 12, runs: 300, withLimit: 0.99 },
  // On so few, some resamples are won or lost throughout on either side: then nothing limits the rating.
  { prompts: 6, runs: 300, withLimit: 0.95 },
])(
  '95 % intervals on $prompts prompts that differ hold the true rating in 90 to 98 of 100 simulated leaderboards, and rank ranges the true rank',
  ({ prompts, runs, withLimit }) => {
    let limited = 0;
    let covered = 0;
    let ranked = 0;
    for (let run = 0; run < runs; run++) {
      const { ratings } = rankGames(gameTable(simulatedGames(run, prompts)), { rounds: 300 });
      for (const { contestant, lower, upper, rankLower, rankUpper } of ratings) {
        const index = Number(contestant.slice(1));
        if (rankLower! <= index + 1 && index + 1 <= rankUpper!) ranked++;
        if (lower === null && upper === null) continue;
        limited++;
        const rating = truth[index]!;
        if ((lower === null || lower <= rating) && (upper === null || rating <= upper)) covered++;
      }
    }
    const all = runs * ABILITIES.length;
    expect(limited / all).toBeGreaterThan(withLimit);
    expect(covered / limited).toBeGreaterThan(0.9);
    expect(covered / limited).toBeLessThan(0.98);
    expect(ranked / all).toBeGreaterThan(0.97);
  },
);
