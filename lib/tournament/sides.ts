import { type Meeting, pairCoin } from './pair-coin.ts';
import type { Side } from './planned-match.ts';

/**
 * Who is shown first in a knockout match judged in one order: a coin of the pair and the prompt. It can be tossed as soon as both
 * entrants are known, and over m matches a contestant's first places stray from half by about √m.
 *
 * @throws JoustError `same-contestant`.
 */
export function firstShown(meeting: Meeting): Side {
  return pairCoin(meeting, 'first-shown');
}
