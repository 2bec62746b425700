/** Pixels that a dashed line goes out from the dot where nothing limits the rating. */
const OPEN_LENGTH = 36;

/**
 * An interval as two SVG paths on the line `y`: `solid` from limit to limit, or from the dot to the only one, and `dashed` out of
 * the dot on a side without a limit. Null without any limit. Places are pixels.
 */
export function whiskers(places: {
  dot: number;
  lower: number | null;
  upper: number | null;
  y: number;
}): { solid: string; dashed: string } | null {
  const { dot, lower, upper, y } = places;
  if (lower === null && upper === null) return null;
  const end = (place: number | null) => (place === null ? '' : `M${place} ${y - 4}v8`);
  const solid = `M${lower ?? dot} ${y}H${upper ?? dot}${end(lower)}${end(upper)}`;
  const open = lower === null ? -OPEN_LENGTH : upper === null ? OPEN_LENGTH : 0;
  return { solid, dashed: open === 0 ? '' : `M${dot} ${y}h${open}` };
}
