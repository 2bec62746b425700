import { type Meeting, pairCoin } from './pair-coin.ts';
import type { Side } from './planned-match.ts';

/**
 * Who goes on when a knockout match has no winner (tie, unusable judgement, closed with gaps): a coin of the pair and the prompt,
 * independent of who was shown first. It moves the bracket on and never counts as a game.
 *
 * @throws JoustError `same-contestant`.
 */
export function advanceBySeed(meeting: Meeting): Side {
  return pairCoin(meeting, 'advance');
}
