import type { PlannedMatch } from './planned-match.ts';
import type { PromptEntrants } from './schedule-input.ts';
import { firstShown } from './sides.ts';
import { defaultSwissRounds, swissPairs, swissRoundCount } from './swiss.ts';

/** Rounds after which everybody has met everybody. */
function fullRounds(contestants: number): number {
  return contestants % 2 === 0 ? contestants - 1 : contestants;
}

/** Rounds of a Swiss tournament of n contestants: those asked for, or `defaultSwissRounds`, and no more than there are opponents. */
function swissRounds(contestants: number, wanted: number | undefined): number {
  if (contestants < 2) return 0;
  return Math.min(wanted ?? defaultSwissRounds(contestants), fullRounds(contestants));
}

/** Matches of a Swiss tournament of n contestants on one prompt. */
export function swissCount(contestants: number, rounds: number | undefined): number {
  return swissRounds(contestants, rounds) * swissRoundCount(contestants);
}

/**
 * The matches of a Swiss tournament on one prompt. Those of round 1 are known; later ones have no entrants until the round before is
 * over: see `swissPairs`. A pair that has to meet again does so as another replicate, so each round counts as one.
 */
export function swissMatches(
  prompt: PromptEntrants,
  { seed, rounds }: { seed: string; rounds: number | undefined },
): PlannedMatch[] {
  const { promptKey, contestants } = prompt;
  const first = swissPairs(prompt, { seed, round: 1, games: [] });
  return Array.from({ length: swissRounds(contestants.length, rounds) }, (_, index) =>
    Array.from({ length: swissRoundCount(contestants.length) }, (_, slot): PlannedMatch => {
      const [a, b] = index === 0 ? (first[slot] as readonly [string, string]) : [null, null];
      return {
        promptKey,
        round: index + 1,
        slot,
        replicate: index,
        a,
        b,
        feeds: null,
        first: a === null || b === null ? null : firstShown({ seed, promptKey, contestantA: a, contestantB: b }),
      };
    }),
  ).flat();
}
