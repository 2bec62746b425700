import { describe, expect, it } from 'vitest';
import { arenaRatings, HAS_ARENA_HISTORY } from '../test-support/arena-ratings.ts';
import { newcomerRankError } from './add-newcomer-trial.ts';
import { simulateOnThreads } from './simulate-on-threads.ts';
import type { SimulatedSetting } from './simulate-trial.ts';
import type { SimulatedSchedule } from './simulated-games.ts';
import { trialSummary } from './trial-summary.ts';

// The newest ratings on 19 June 2024, and the reference contestant of arXiv 2411.01281.
const DATE = '20240617';
const REFERENCE = 'gpt-4-1106-preview';

async function medians(
  schedules: readonly SimulatedSchedule[],
  options: { prompts: number; accuracies: readonly number[]; trials: number },
): Promise<number[][]> {
  const arena = arenaRatings(DATE);
  const ratings = [...arena.values()].slice(0, 32);
  const settings = schedules.flatMap((schedule) =>
    options.accuracies.map(
      (accuracy): SimulatedSetting => ({
        ratings,
        prompts: options.prompts,
        accuracy,
        firstAdvantage: 0,
        schedule,
        reference: arena.get(REFERENCE) as number,
        seed: '1',
      }),
    ),
  );
  const results = (await simulateOnThreads({ settings, trials: options.trials })).map(
    (trials) => trialSummary(trials).median as number,
  );
  const width = options.accuracies.length;
  return schedules.map((_, index) => results.slice(index * width, (index + 1) * width));
}

function expectNear(got: readonly number[] | undefined, published: readonly number[], tolerance: number): void {
  for (const [index, value] of published.entries())
    expect(Math.abs((got?.[index] ?? 0) - value)).toBeLessThanOrEqual(tolerance);
}

describe.skipIf(!HAS_ARENA_HISTORY)('simulated tournaments of 32 contestants (row numbers: Varco Arena)', () => {
  it('give the published correlations at every accuracy of the judge (row 37)', { timeout: 120_000 }, async () => {
    const [knockout, reference] = await medians(['knockout', 'reference'], {
      prompts: 400,
      accuracies: [0.6, 0.7, 0.8, 0.9],
      trials: 50,
    });
    expectNear(knockout, [0.594, 0.827, 0.905, 0.94], 0.06);
    expectNear(reference, [0.484, 0.717, 0.827, 0.893], 0.06);
  });

  it('lose nothing with random pairs or Swiss rounds at the same budget (row 36)', { timeout: 120_000 }, async () => {
    const [knockout, random, swiss] = await medians(['knockout', 'random', 'swiss'], {
      prompts: 100,
      accuracies: [0.9],
      trials: 200,
    });
    expect(knockout?.[0]).toBeGreaterThan(0.75);
    expect(random?.[0]).toBeGreaterThan((knockout?.[0] as number) - 0.02);
    expect(swiss?.[0]).toBeGreaterThan((knockout?.[0] as number) - 0.02);
  });

  it('place a newcomer with a mean rank error of at most 1.4 (row 34)', { timeout: 120_000 }, () => {
    const ratings = new Map([...arenaRatings(DATE)].slice(0, 20));
    const errors = ['a', 'b', 'c', 'd', 'e', 'f'].flatMap((seed) =>
      [...ratings.keys()].map((newcomer) =>
        newcomerRankError({ ratings, prompts: 500, judge: { accuracy: 0.9, firstAdvantage: 0 }, seed }, newcomer),
      ),
    );
    expect(errors.reduce((sum, error) => sum + error, 0) / errors.length).toBeLessThanOrEqual(1.4);
  });
});
