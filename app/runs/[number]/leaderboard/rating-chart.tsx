'use client';

import { useTranslations } from 'next-intl';
import {
  CartesianGrid,
  ResponsiveContainer,
  ScatterChart,
  useChartWidth,
  useXAxisScale,
  useYAxisScale,
  XAxis,
  YAxis,
} from 'recharts';
import { chartDomain, chartTicks } from '#lib/dataset/export/chart-domain.ts';
import type { Rating } from '#lib/ranking/rank-games.ts';
import { CHART_FONT, type ChartLayout } from './chart-layout.ts';
import styles from './rating-chart.module.css';
import { RatingRow } from './rating-row.tsx';

/** A contestant that has a rating. */
export type Rated = Rating & { rating: number };

const AXIS_HEIGHT = 40;
const TOP = 6;
const SIDE = 24;
/** What the server draws before the real width is known. */
const FIRST_WIDTH = 960;

export interface Highlight {
  active: string | null;
  setActive: (contestant: string | null) => void;
}

type Props = { ratings: readonly Rated[]; colours: Record<string, string>; layout: ChartLayout } & Highlight;

/** Ratings as dots with their intervals as whiskers, best first, on one axis. The table below says the same. */
export function RatingChart(props: Props) {
  const t = useTranslations('leaderboard');
  const { ratings, layout } = props;
  const height = ratings.length * layout.rowHeight + AXIS_HEIGHT + TOP;
  const [low, high] = chartDomain(ratings);
  const text = { fill: 'var(--ink-soft)', fontSize: CHART_FONT };
  return (
    <div className={styles.chart} role="img" aria-label={t('chartLabel', { count: ratings.length })}>
      <ResponsiveContainer width="100%" height={height} initialDimension={{ width: FIRST_WIDTH, height }}>
        <ScatterChart
          data={[...ratings]}
          accessibilityLayer={false}
          margin={{ top: TOP, right: SIDE, bottom: 0, left: layout.nameWidth === 0 ? SIDE : 0 }}
          onMouseLeave={() => props.setActive(null)}
        >
          <CartesianGrid horizontal={false} stroke="var(--line)" />
          <XAxis
            type="number"
            dataKey="rating"
            domain={[low, high]}
            ticks={chartTicks([low, high])}
            orientation={layout.axisOnTop ? 'top' : 'bottom'}
            interval="preserveStartEnd"
            height={AXIS_HEIGHT}
            tick={text}
            stroke="var(--line-strong)"
            allowDataOverflow
            label={{ value: t('axis'), position: layout.axisOnTop ? 'insideTop' : 'insideBottom', offset: 4, ...text }}
          />
          <YAxis
            type="number"
            dataKey={(rating: Rated) => ratings.indexOf(rating)}
            domain={[-0.5, ratings.length - 0.5]}
            reversed
            width={layout.nameWidth}
            ticks={[]}
            axisLine={false}
            tickLine={false}
          />
          <Rows {...props} />
        </ScatterChart>
      </ResponsiveContainer>
    </div>
  );
}

function Rows({ ratings, colours, layout, active, setActive }: Props) {
  const x = useXAxisScale();
  const y = useYAxisScale();
  const width = useChartWidth();
  if (!x || !y || width === undefined) return null;
  return ratings.map((rating, index) => (
    <RatingRow
      key={rating.contestant}
      rating={rating}
      place={(value) => x(value) ?? 0}
      middle={y(index) ?? 0}
      height={layout.rowHeight}
      nameWidth={layout.nameWidth}
      width={width}
      colour={colours[rating.contestant] ?? 'var(--contestant-other)'}
      isActive={active === rating.contestant}
      activate={() => setActive(rating.contestant)}
    />
  ));
}
