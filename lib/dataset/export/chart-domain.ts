import type { Rating } from '#lib/ranking/rank-games.ts';

const STEPS = [1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000, 2000];
const TICKS = 8;

/** From the lowest to the highest end of an interval, widened to whole steps. */
export function chartDomain(ratings: readonly Pick<Rating, 'rating' | 'lower' | 'upper'>[]): [number, number] {
  const low = Math.min(...ratings.map(({ rating, lower }) => lower ?? rating ?? 1000));
  const high = Math.max(...ratings.map(({ rating, upper }) => upper ?? rating ?? 1000));
  const step = stepFor(Math.max(high - low, 10));
  return [Math.floor(low / step - 0.2) * step, Math.ceil(high / step + 0.2) * step];
}

/** Round numbers within a domain. */
export function chartTicks([low, high]: readonly [number, number]): number[] {
  const step = stepFor(high - low);
  const first = Math.ceil(low / step) * step;
  return Array.from({ length: Math.floor((high - first) / step) + 1 }, (_, index) => first + index * step);
}

function stepFor(span: number): number {
  return STEPS.find((step) => span / step <= TICKS) ?? Math.ceil(span / TICKS / 1000) * 1000;
}
