'use client';

import { useTranslations } from 'next-intl';
import type { ComparedContestant } from '#lib/pipeline/compare-runs.ts';
import { fitMiddle } from '../_ui/fit-text.ts';
import { isSure } from './is-sure.ts';
import { spreadLabels } from './slope-layout.ts';

const WIDTH = 360;
const FONT = 12;
const GAP = 16;
const TOP = 28;
const LABEL = 118;
const NAME_ROOM = 6.5;

/** Who moved: a line from each contestant's rating in the first run to that in the second. Sure moves are drawn strong. */
export function SlopeChart(props: {
  contestants: readonly ComparedContestant[];
  colours: Record<string, string>;
  first: number;
  second: number;
}) {
  const t = useTranslations('compare');
  const { contestants, colours } = props;
  const ratings = contestants.flatMap(({ first, second }) => [first, second]);
  const [low, high] = [Math.min(...ratings), Math.max(...ratings)];
  const inner = Math.max(160, contestants.length * (GAP + 6));
  const place = (rating: number) => TOP + 12 + (high === low ? 0.5 : (high - rating) / (high - low)) * inner;
  const left = spreadLabels(
    contestants.map(({ first }) => place(first)),
    GAP,
  );
  const right = spreadLabels(
    contestants.map(({ second }) => place(second)),
    GAP,
  );
  const lowest = Math.max(...left, ...right, TOP + inner);
  const highest = Math.min(...left, ...right, TOP);
  const height = lowest - highest + TOP + 12;
  return (
    <svg
      viewBox={`0 ${highest - TOP} ${WIDTH} ${height}`}
      role="img"
      aria-label={t('chartLabel', { count: contestants.length })}
      data-chart
      fontSize={FONT}
    >
      {[
        { x: LABEL, anchor: 'end' as const, number: props.first },
        { x: WIDTH - LABEL, anchor: 'start' as const, number: props.second },
      ].map(({ x, anchor, number }) => (
        <g key={anchor}>
          <line x1={x} x2={x} y1={highest - 8} y2={lowest + 8} stroke="var(--line-strong)" />
          <text x={x} y={highest - 14} textAnchor={anchor} fill="var(--ink-soft)">
            #{number}
          </text>
        </g>
      ))}
      {contestants.map((one, index) => (
        <Line
          key={one.firstName}
          one={one}
          colour={colours[one.secondName] ?? 'var(--contestant-other)'}
          from={{ y: place(one.first), label: left[index] as number }}
          to={{ y: place(one.second), label: right[index] as number }}
        />
      ))}
    </svg>
  );
}

interface End {
  y: number;
  label: number;
}

function Line({ one, colour, from, to }: { one: ComparedContestant; colour: string; from: End; to: End }) {
  const sure = isSure(one);
  const x = { from: LABEL, to: WIDTH - LABEL };
  const name = (text: string, rating: number) => `${fitMiddle(text, NAME_ROOM)} ${rating.toFixed(0)}`;
  return (
    <g>
      <title>{one.firstName}</title>
      <line
        x1={x.from}
        x2={x.to}
        y1={from.y}
        y2={to.y}
        stroke={colour}
        strokeWidth={sure ? 2.5 : 1}
        strokeDasharray={sure ? undefined : '4 3'}
      />
      <circle cx={x.from} cy={from.y} r={3} fill={colour} />
      <circle cx={x.to} cy={to.y} r={3} fill={colour} />
      <text x={x.from - 8} y={from.label} dy="0.35em" textAnchor="end" fill="var(--ink)">
        {name(one.firstName, one.first)}
      </text>
      <text x={x.to + 8} y={to.label} dy="0.35em" fill="var(--ink)">
        {name(one.secondName, one.second)}
      </text>
    </g>
  );
}
