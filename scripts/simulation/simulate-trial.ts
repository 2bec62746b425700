import { rankGames } from '#lib/ranking/rank-games.ts';
import { seededRandom } from '#lib/ranking/seeded-random.ts';
import { spearman } from '#lib/ranking/spearman.ts';
import { type SimulatedField, type SimulatedSchedule, simulatedGames, winRatesAgainst } from './simulated-games.ts';

/** One setting of a simulation. */
export interface SimulatedSetting {
  readonly ratings: readonly number[];
  readonly prompts: number;
  readonly accuracy: number;
  readonly firstAdvantage: number;
  readonly schedule: SimulatedSchedule;
  /** Rating of the contestant that `reference` compares with. */
  readonly reference: number;
  readonly seed: string;
}

/** What one trial gave. */
export interface TrialResult {
  /** Spearman's correlation of the ranking with the true ratings; null when the ranking separates nobody. */
  readonly correlation: number | null;
  readonly matches: number;
}

/** Plays and ranks once. The same setting and trial give the same result on every machine and thread. */
export function simulateTrial(setting: SimulatedSetting, trial: number): TrialResult {
  const names = setting.ratings.map((_, index) => `c${String(index).padStart(3, '0')}`);
  const field: SimulatedField = {
    ratings: new Map(names.map((name, index) => [name, setting.ratings[index] as number])),
    prompts: setting.prompts,
    judge: { accuracy: setting.accuracy, firstAdvantage: setting.firstAdvantage },
    seed: `${setting.seed} ${trial}`,
  };
  const random = seededRandom(`${setting.seed} ${trial} ${setting.schedule} ${setting.accuracy}`);
  const truth = [...setting.ratings];
  if (setting.schedule === 'reference') {
    const rates = winRatesAgainst(setting.reference, field, random);
    const matches = names.length * setting.prompts;
    return {
      correlation: spearman(
        names.map((name) => rates.get(name) as number),
        truth,
      ),
      matches,
    };
  }
  const table = simulatedGames(field, setting.schedule, random);
  const ratings = new Map(rankGames(table, { rounds: 0 }).ratings.map((one) => [one.contestant, one.rating]));
  const estimated = names.map((name) => ratings.get(name) ?? 1000);
  return { correlation: spearman(estimated, truth), matches: table.a.length };
}
