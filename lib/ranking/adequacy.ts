import { MANY_CLUSTERS } from './interval-tail.ts';
import type { Rating } from './rank-games.ts';

/** Why a leaderboard cannot tell what it is asked, and how many prompts could. */
export interface Inadequacy {
  /** Prompts that were judged. */
  readonly prompts: number;
  /** Fewer than this are few. */
  readonly few: number;
  readonly isFew: boolean;
  /** The best two, when what chance gives to their difference (`margin`, points) is more than the difference (`gap`). */
  readonly close: {
    readonly leader: string;
    readonly rival: string;
    readonly gap: number;
    readonly margin: number;
  } | null;
  /** Prompts that would be enough, if the gap holds; null when no number that anybody asks would be. */
  readonly needed: number | null;
}

/** Beyond so many times what was asked, "more prompts" is no advice. */
const FARTHEST = 1_000;

/**
 * Whether the prompts are enough: at least 50, and the best two further apart than the interval of their difference. Intervals
 * shrink with the square root of the prompts, so the prompts needed grow with (margin / gap)². The margin takes the two ratings as
 * independent: √(h₁² + h₂²) of their half intervals.
 *
 * @param prompts how many prompts were judged.
 * @returns null when they are enough, or nothing is ranked.
 */
export function inadequacy(ratings: readonly Rating[], prompts: number): Inadequacy | null {
  const [leader, rival] = ratings.filter(({ rank }) => rank !== null).slice(0, 2);
  if (!leader || !rival || leader.rating === null || rival.rating === null) return null;
  const isFew = prompts < MANY_CLUSTERS;
  const gap = leader.rating - rival.rating;
  const halves = [leader, rival].map(({ lower, upper }) =>
    lower === null || upper === null ? null : (upper - lower) / 2,
  );
  const margin = halves.some((half) => half === null) ? null : Math.hypot(...(halves as number[]));
  const isClose = margin !== null && margin > gap;
  if (!isFew && !isClose) return null;
  const wanted = isClose ? prompts * (margin / gap) ** 2 : MANY_CLUSTERS;
  return {
    prompts,
    few: MANY_CLUSTERS,
    isFew,
    close: isClose ? { leader: leader.contestant, rival: rival.contestant, gap, margin } : null,
    needed: wanted <= FARTHEST * prompts ? Math.max(MANY_CLUSTERS, Math.ceil(wanted)) : null,
  };
}
