import type { GameTable } from './game-table.ts';
import { BASE, CENTER, SCALE } from './rating-scale.ts';

/** Rating every contestant starts at. */
export const INITIAL_RATING = CENTER;

/** Rating points that a game of weight 1 moves at most. 4 is the usual choice for LLM arenas, where thousands of games follow. */
export const DEFAULT_K_FACTOR = 4;

/**
 * Online Elo ratings after all games in the order of the table: after each game A gains K · weight · (score − expected score)
 * and B loses as much. Elo, "The Rating of Chessplayers" (1978), ch. 1. O(games).
 *
 * The result depends on the order of the games; Bradley–Terry's does not.
 *
 * @param repeats how often each game is played in a row, by index; once each when left out.
 * @returns ratings by contestant index; the mean of all stays 1000.
 */
export function eloRatings(
  table: GameTable,
  options: { kFactor?: number; repeats?: (game: number) => number } = {},
): Float64Array {
  const { kFactor = DEFAULT_K_FACTOR, repeats } = options;
  const { a, b, score, weight } = table;
  const ratings = new Float64Array(table.contestants.length).fill(INITIAL_RATING);
  for (let game = 0; game < a.length; game++) {
    const first = a[game]!;
    const second = b[game]!;
    const times = repeats === undefined ? 1 : repeats(game);
    for (let time = 0; time < times; time++) {
      const expected = 1 / (1 + BASE ** ((ratings[second]! - ratings[first]!) / SCALE));
      const gain = kFactor * weight[game]! * (score[game]! - expected);
      ratings[first]! += gain;
      ratings[second]! -= gain;
    }
  }
  return ratings;
}
