import { textWidth } from '../../../_ui/fit-text.ts';

/** Size of all text in the chart, in px. */
export const CHART_FONT = 12;

/** Names stand beside the whiskers while the longest fits in so many px, else above them. */
const BESIDE = { wide: 280, narrow: 116 };
const NAME_MARGIN = 20;
/** From so many rows on they are closer together. */
const LONG = 24;

export interface ChartLayout {
  /** Width of the names beside the axis; 0 when they stand above the whiskers. */
  nameWidth: number;
  rowHeight: number;
  /** On a long chart the axis must be in sight with the best. */
  axisOnTop: boolean;
}

export function chartLayout(names: readonly string[], isNarrow: boolean): ChartLayout {
  const longest = Math.max(...names.map((name) => textWidth(name))) * CHART_FONT + NAME_MARGIN;
  const beside = longest <= (isNarrow ? BESIDE.narrow : BESIDE.wide);
  const isLong = names.length > LONG;
  return {
    nameWidth: beside ? Math.ceil(longest) : 0,
    rowHeight: beside ? (isLong ? 22 : 28) : 36,
    axisOnTop: isLong,
  };
}
