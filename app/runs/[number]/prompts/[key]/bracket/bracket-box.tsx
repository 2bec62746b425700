'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import type { ShownMatch } from '../../../../../_data/bracket.ts';
import { fitMiddle } from '../../../../../_ui/fit-text.ts';
import { BOX, type PlacedMatch } from './bracket-layout.ts';

const FONT = 13;
/** Room for a name in em, bold, alone and beside a mark. */
const ROOM = (BOX.width - 40) / FONT;
const ROOM_BESIDE_MARK = (BOX.width - 96) / FONT;
const DASHES: Record<string, string | undefined> = { tie: '4 3', inconsistent: '4 3', unusable: '1.5 3' };

/** A match: both names, the one that went on bold, and how: a tie or no verdict is dashed, an upset says by how much. */
export function BracketBox(props: { placed: PlacedMatch; shown: number; colours: Record<string, string> }) {
  const { placed, shown, colours } = props;
  const { match, x, y } = placed;
  const router = useRouter();
  const t = useTranslations('bracket');
  const isOpen = match.round <= shown;
  // Names are known before their match is played, results are not.
  const isNamed = match.round <= shown + 1;
  const { id } = match;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the list below offers the same by keyboard.
    <g
      transform={`translate(${x},${y - BOX.height / 2})`}
      style={{ cursor: id && isOpen ? 'pointer' : undefined }}
      onClick={() => id && isOpen && router.push(`/runs/${match.run}/matches/${id}`)}
    >
      <rect
        width={BOX.width}
        height={BOX.height}
        rx={4}
        fill="var(--ground)"
        stroke={isOpen && match.upset !== null ? 'var(--warn)' : 'var(--line-strong)'}
        strokeWidth={isOpen && match.upset !== null ? 1.75 : 1}
        strokeDasharray={isOpen ? DASHES[match.result ?? ''] : undefined}
      />
      <line x2={BOX.width} y1={BOX.height / 2} y2={BOX.height / 2} stroke="var(--line)" />
      {(['a', 'b'] as const).map((side) => (
        <Entrant
          key={side}
          name={isNamed || match.round === 1 ? match[side] : null}
          colour={colours[match[side] ?? ''] ?? 'var(--contestant-other)'}
          y={side === 'a' ? BOX.height / 4 : (3 * BOX.height) / 4}
          wentOn={isOpen && match.advancedSide === side}
          fellOut={isOpen && match.advancedSide !== null && match.advancedSide !== side}
          mark={isOpen && match.advancedSide === side ? markOf(match, t) : null}
        />
      ))}
      {isOpen && match.result === null && (
        <text x={BOX.width - 8} y={BOX.height / 2 - 4} textAnchor="end" fontSize={11} fill="var(--ink-soft)">
          {t('notPlayed')}
        </text>
      )}
    </g>
  );
}

function markOf(match: ShownMatch, t: ReturnType<typeof useTranslations<'bracket'>>): string | null {
  if (match.upset !== null) return t('upsetMark', { gap: Math.round(match.upset) });
  if (match.isWalkover) return t('walkoverMark');
  if (match.result === 'tie' || match.result === 'inconsistent' || match.result === 'unusable') return t('seedMark');
  return null;
}

function Entrant(props: {
  name: string | null;
  colour: string;
  y: number;
  wentOn: boolean;
  fellOut: boolean;
  mark: string | null;
}) {
  const { name, colour, y, wentOn, fellOut, mark } = props;
  return (
    <>
      {name !== null && <circle cx={12} cy={y} r={4} fill={colour} />}
      <text
        x={22}
        y={y}
        dy="0.35em"
        fontSize={FONT}
        fontWeight={wentOn ? 600 : 400}
        fill={fellOut ? 'var(--ink-soft)' : 'var(--ink)'}
      >
        {name === null ? '·' : fitMiddle(name, mark === null ? ROOM : ROOM_BESIDE_MARK)}
        {name !== null && <title>{name}</title>}
      </text>
      {mark !== null && (
        <text x={BOX.width - 8} y={y} dy="0.35em" textAnchor="end" fontSize={11} fill="var(--warn)">
          {mark}
        </text>
      )}
    </>
  );
}
