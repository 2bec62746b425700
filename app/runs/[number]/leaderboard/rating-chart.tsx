'use client';

import { useTranslations } from 'next-intl';
import { CartesianGrid, ResponsiveContainer, ScatterChart, useXAxisScale, useYAxisScale, XAxis, YAxis } from 'recharts';
import type { Rating } from '#lib/ranking/rank-games.ts';
import { chartDomain, chartTicks } from './chart-domain.ts';
import styles from './rating-chart.module.css';
import { whiskers } from './whiskers.ts';

/** A contestant that has a rating. */
export type Rated = Rating & { rating: number };

const AXIS_HEIGHT = 40;
const TOP = 6;
/** What the server draws before the real width is known. */
const FIRST_WIDTH = 960;

export interface Highlight {
  active: string | null;
  setActive: (contestant: string | null) => void;
}

/** Ratings as dots with their intervals as whiskers, best first, on one axis. The table below says the same. */
export function RatingChart(
  props: { ratings: readonly Rated[]; colours: Record<string, string>; nameWidth: number } & Highlight,
) {
  const t = useTranslations('leaderboard');
  const { ratings, nameWidth } = props;
  // On a long chart the axis must be in sight with the best.
  const isLong = ratings.length > 24;
  const rowHeight = isLong ? 22 : 28;
  const height = ratings.length * rowHeight + AXIS_HEIGHT + TOP;
  const [low, high] = chartDomain(ratings);
  const tick = { fill: 'var(--ink-soft)', fontSize: 12 };
  return (
    <div className={styles.chart} role="img" aria-label={t('chartLabel', { count: ratings.length })}>
      <ResponsiveContainer width="100%" height={height} initialDimension={{ width: FIRST_WIDTH, height }}>
        <ScatterChart
          data={[...ratings]}
          accessibilityLayer={false}
          margin={{ top: TOP, right: 24, bottom: 0, left: 0 }}
          onMouseLeave={() => props.setActive(null)}
        >
          <CartesianGrid horizontal={false} stroke="var(--line)" />
          <XAxis
            type="number"
            dataKey="rating"
            domain={[low, high]}
            ticks={chartTicks([low, high])}
            orientation={isLong ? 'top' : 'bottom'}
            interval="preserveStartEnd"
            height={AXIS_HEIGHT}
            tick={tick}
            stroke="var(--line-strong)"
            allowDataOverflow
            label={{
              value: t('axis'),
              position: isLong ? 'insideTop' : 'insideBottom',
              offset: 4,
              fill: 'var(--ink-soft)',
              fontSize: 12,
            }}
          />
          <YAxis
            type="number"
            dataKey={(rating: Rated) => ratings.indexOf(rating)}
            domain={[-0.5, ratings.length - 0.5]}
            reversed
            width={nameWidth}
            ticks={[]}
            axisLine={false}
            tickLine={false}
          />
          <Rows {...props} rowHeight={rowHeight} />
        </ScatterChart>
      </ResponsiveContainer>
    </div>
  );
}

function Rows(
  props: {
    ratings: readonly Rated[];
    colours: Record<string, string>;
    nameWidth: number;
    rowHeight: number;
  } & Highlight,
) {
  const x = useXAxisScale();
  const y = useYAxisScale();
  if (!x || !y) return null;
  const place = (value: number) => x(value) ?? 0;
  return props.ratings.map((rating, index) => (
    <Row
      key={rating.contestant}
      rating={rating}
      place={place}
      middle={y(index) ?? 0}
      height={props.rowHeight}
      nameWidth={props.nameWidth}
      colour={props.colours[rating.contestant] ?? 'var(--contestant-other)'}
      isActive={props.active === rating.contestant}
      activate={() => props.setActive(rating.contestant)}
    />
  ));
}

/** Average width of a character at 12 px; names are cut with room to spare. */
const CHARACTER_WIDTH = 6.9;

function Row(props: {
  rating: Rated;
  place: (value: number) => number;
  middle: number;
  height: number;
  nameWidth: number;
  colour: string;
  isActive: boolean;
  activate: () => void;
}) {
  const { rating, place, middle, height, nameWidth, colour } = props;
  const top = middle - height / 2;
  const lines = whiskers({
    dot: place(rating.rating),
    lower: rating.lower === null ? null : place(rating.lower),
    upper: rating.upper === null ? null : place(rating.upper),
    y: middle,
  });
  const name = shortName(rating.contestant, Math.floor((nameWidth - 12) / CHARACTER_WIDTH));
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the table below offers the same by keyboard.
    <g onMouseEnter={props.activate}>
      <rect
        x={0}
        y={top}
        width="100%"
        height={height}
        fill={props.isActive ? 'var(--surface)' : 'transparent'}
        fillOpacity={props.isActive ? 1 : 0}
      />
      <title>{rating.contestant}</title>
      <text x={nameWidth - 10} y={middle} dy="0.35em" textAnchor="end" fontSize={12} fill="var(--ink)">
        {name}
      </text>
      {lines && <path d={lines.solid} stroke={colour} strokeWidth={2} fill="none" />}
      {lines && <path d={lines.dashed} stroke={colour} strokeWidth={2} strokeDasharray="2 4" fill="none" />}
      <circle cx={place(rating.rating)} cy={middle} r={5} fill={colour} stroke="var(--ground)" strokeWidth={1.5} />
    </g>
  );
}

/** Wide characters (Hangul, Han, kana) count double. */
export function shortName(name: string, room: number): string {
  let used = 0;
  let kept = '';
  for (const character of name) {
    used += /[\u1100-\u11ff\u2e80-\ud7ff\uf900-\ufaff\uff00-\uff60]/.test(character) ? 1.8 : 1;
    if (used > room) return `${kept.slice(0, -1)}…`;
    kept += character;
  }
  return name;
}
