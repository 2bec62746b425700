import { type GameTable, gameTable } from '#lib/ranking/game-table.ts';
import type { RandomInteger } from '#lib/ranking/seeded-random.ts';
import type { PlannedMatch } from '#lib/tournament/planned-match.ts';
import { scheduleOf } from '#lib/tournament/schedule.ts';
import { defaultSwissRounds, type SwissGame, swissPairs } from '#lib/tournament/swiss.ts';
import { firstIsPreferred, type SimulatedJudge } from './simulated-verdict.ts';

/** Schedules that can be simulated. `reference`: everybody against one contestant that is not ranked. */
export const SIMULATED_SCHEDULES = ['knockout', 'random', 'swiss', 'league', 'reference'] as const;
export type SimulatedSchedule = (typeof SIMULATED_SCHEDULES)[number];

/** Who plays, on how many prompts, before which judge. */
export interface SimulatedField {
  /** True ratings by name. */
  readonly ratings: ReadonlyMap<string, number>;
  readonly prompts: number;
  readonly judge: SimulatedJudge;
  readonly seed: string;
}

/** One judged match. */
interface Outcome {
  a: string;
  b: string;
  /** Points of a. */
  points: number;
  promptKey: string;
}

/** Plays a whole tournament before a simulated judge. Brackets come from the seed alone, verdicts from `random`. */
export function simulatedGames(
  field: SimulatedField,
  schedule: Exclude<SimulatedSchedule, 'reference'>,
  random: RandomInteger,
): GameTable {
  const judged = (a: string, b: string): number => judgedPoints([a, b], field, random);
  const contestants = [...field.ratings.keys()];
  const prompts = Array.from({ length: field.prompts }, (_, index) => ({ promptKey: `p${index}`, contestants }));
  const outcomes =
    schedule === 'swiss'
      ? prompts.flatMap((prompt) => swissOutcomes(prompt, field.seed, judged))
      : planOutcomes(scheduleOf(schedule).plan({ prompts, seed: field.seed }), judged);
  return gameTable(
    outcomes.map(({ a, b, points, promptKey }) => ({
      contestantA: a,
      contestantB: b,
      score: points,
      promptId: promptKey,
    })),
  );
}

/** Points that each contestant takes from the reference, one match a prompt, as a share of the matches. */
export function winRatesAgainst(
  reference: number,
  field: SimulatedField,
  random: RandomInteger,
): ReadonlyMap<string, number> {
  return new Map(
    [...field.ratings].map(([name, rating]) => {
      let wins = 0;
      for (let prompt = 0; prompt < field.prompts; prompt++) {
        const isFirst = random(2) === 0;
        const [first, second] = isFirst ? [rating, reference] : [reference, rating];
        if (firstIsPreferred({ first, second }, field.judge, random) === isFirst) wins += 1;
      }
      return [name, wins / field.prompts];
    }),
  );
}

/** Points of the first of two contestants, who are shown in random order: 1 or 0. */
export function judgedPoints(pair: readonly [string, string], field: SimulatedField, random: RandomInteger): number {
  const [a, b] = pair.map((name) => field.ratings.get(name) as number) as [number, number];
  const aIsFirst = random(2) === 0;
  const [first, second] = aIsFirst ? [a, b] : [b, a];
  return firstIsPreferred({ first, second }, field.judge, random) === aIsFirst ? 1 : 0;
}

function planOutcomes(planned: readonly PlannedMatch[], judged: (a: string, b: string) => number): Outcome[] {
  const entrants = new Map<string, string>();
  const place = (promptKey: string, at: { round: number; slot: number; side: string }) =>
    `${promptKey} ${at.round} ${at.slot} ${at.side}`;
  return planned.map((match) => {
    const { promptKey, round, slot } = match;
    const a = match.a ?? (entrants.get(place(promptKey, { round, slot, side: 'a' })) as string);
    const b = match.b ?? (entrants.get(place(promptKey, { round, slot, side: 'b' })) as string);
    const points = judged(a, b);
    if (match.feeds) entrants.set(place(promptKey, match.feeds), points === 1 ? a : b);
    return { a, b, points, promptKey };
  });
}

function swissOutcomes(
  prompt: { promptKey: string; contestants: readonly string[] },
  seed: string,
  judged: (a: string, b: string) => number,
): Outcome[] {
  const games: SwissGame[] = [];
  for (let round = 1; round <= defaultSwissRounds(prompt.contestants.length); round++) {
    const pairs = swissPairs(prompt, { seed, round, games });
    games.push(...pairs.map(([a, b]) => ({ a, b, points: judged(a, b) })));
  }
  return games.map((game) => ({ ...game, promptKey: prompt.promptKey }));
}
