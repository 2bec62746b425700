import { fitMiddle } from '../../../_ui/fit-text.ts';
import { CHART_FONT } from './chart-layout.ts';
import type { Rated } from './rating-chart.tsx';
import { whiskers } from './whiskers.ts';

/** How far name and whisker are from the middle of their row when one stands above the other. */
const NAME_ABOVE = 9;
const WHISKER_BELOW = 8;
const NAME_GAP = 10;

/** One contestant: its name, its rating as a dot, its interval as whiskers. The dot is hollow without an interval. */
export function RatingRow(props: {
  rating: Rated;
  place: (rating: number) => number;
  middle: number;
  height: number;
  nameWidth: number;
  width: number;
  colour: string;
  isActive: boolean;
  activate: () => void;
}) {
  const { rating, place, colour, nameWidth, width } = props;
  const isAbove = nameWidth === 0;
  const middle = isAbove ? props.middle + WHISKER_BELOW : props.middle;
  const lines = whiskers({
    dot: place(rating.rating),
    lower: rating.lower === null ? null : place(rating.lower),
    upper: rating.upper === null ? null : place(rating.upper),
    y: middle,
  });
  const room = (isAbove ? width : nameWidth) / CHART_FONT - 1;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the table below offers the same by keyboard.
    <g onMouseEnter={props.activate} onTouchStart={props.activate}>
      <title>{rating.contestant}</title>
      <rect
        x={0}
        y={props.middle - props.height / 2}
        width="100%"
        height={props.height}
        fill={props.isActive ? 'var(--accent-soft)' : 'transparent'}
        fillOpacity={props.isActive ? 1 : 0}
      />
      {lines && <path d={lines.solid} stroke={colour} strokeWidth={2} fill="none" />}
      {lines && <path d={lines.dashed} stroke={colour} strokeWidth={2} strokeDasharray="2 4" fill="none" />}
      <circle
        cx={place(rating.rating)}
        cy={middle}
        r={5}
        fill={lines ? colour : 'var(--ground)'}
        stroke={lines ? 'var(--ground)' : colour}
        strokeWidth={lines ? 1.5 : 2}
      />
      <text
        x={isAbove ? 0 : nameWidth - NAME_GAP}
        y={isAbove ? props.middle - NAME_ABOVE : props.middle}
        dy="0.35em"
        textAnchor={isAbove ? 'start' : 'end'}
        fontSize={CHART_FONT}
        fill="var(--ink)"
      >
        {fitMiddle(rating.contestant, room)}
      </text>
    </g>
  );
}
