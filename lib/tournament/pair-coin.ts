import { JoustError } from '#lib/errors.ts';
import type { Side } from './planned-match.ts';
import { seededHash } from './seeded-order.ts';

/** Two contestants that meet on a prompt. */
export interface Meeting {
  readonly seed: string;
  readonly promptKey: string;
  readonly contestantA: string;
  readonly contestantB: string;
}

/**
 * A fair coin between two contestants on a prompt. It names a contestant, not a letter: swap a and b, and the other letter
 * comes out. Coins for different purposes are independent.
 *
 * @throws JoustError `same-contestant` when there is nobody to choose between.
 */
export function pairCoin({ seed, promptKey, contestantA, contestantB }: Meeting, purpose: string): Side {
  if (contestantA === contestantB) {
    throw new JoustError({
      code: 'same-contestant',
      expected: `two different contestants on prompt "${promptKey}"`,
      got: `"${contestantA}" on both sides`,
      fix: 'Report this: a schedule never pairs a contestant with itself.',
    });
  }
  const aIsLower = contestantA < contestantB;
  const [lower, higher] = aIsLower ? [contestantA, contestantB] : [contestantB, contestantA];
  const lowerWins = seededHash([purpose, seed, promptKey, lower, higher])[0]! < '8';
  return lowerWins === aIsLower ? 'a' : 'b';
}
