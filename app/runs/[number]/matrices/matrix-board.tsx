'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { PairMatrix } from '#lib/ranking/pair-matrix.ts';
import { Icon } from '../../../_ui/icon.tsx';
import { useNumbers } from '../../../_ui/use-numbers.ts';
import { saveFile } from '../leaderboard/export-file.ts';
import styles from './matrix.module.css';
import { matrixCsv } from './matrix-csv.ts';

interface Props {
  matrix: PairMatrix;
  colours: Record<string, string>;
  /** The address of the run's matches: a cell leads to those of its pair. */
  matches: string;
  category: string | null;
  fileName: string;
}

const KINDS = ['winRate', 'games'] as const;
/** Tint of a cell at a win rate of 0 or 1, or at the most games, in percent: text on it stays readable. */
const STRONGEST = 42;

/** Two heat maps of the same pairs, one at a time, each a table: win rates about a half, and how many games they come from. */
export function MatrixBoard({ matrix, matches, category, fileName }: Props) {
  const t = useTranslations('matrix');
  const [kind, setKind] = useState<(typeof KINDS)[number]>('winRate');
  const save = () => saveFile(`${fileName}.csv`, 'text/csv', matrixCsv(matrix));
  const most = Math.max(...matrix.games.flat());
  return (
    <>
      <div className={styles.tools}>
        <fieldset className={styles.kinds}>
          <legend className="visually-hidden">{t('kind')}</legend>
          {KINDS.map((one) => (
            <button key={one} type="button" aria-pressed={kind === one} onClick={() => setKind(one)}>
              {t(`kind_${one}`)}
            </button>
          ))}
        </fieldset>
        <span className={styles.legend}>
          {kind === 'winRate' ? (
            <>
              <span>{t('legendLoses')}</span>
              <span className={styles.scale} data-kind="winRate" aria-hidden="true" />
              <span>{t('legendWins')}</span>
            </>
          ) : (
            <>
              <span>0</span>
              <span className={styles.scale} data-kind="games" aria-hidden="true" />
              <span>{t('legendGames', { count: most })}</span>
            </>
          )}
        </span>
        <button type="button" className="button" data-quiet aria-label={t('saveCsv')} onClick={save}>
          <Icon name="down" />
          CSV
        </button>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a wide matrix is scrolled, by keyboard too. */}
      <section className={styles.frame} tabIndex={0} aria-label={t(`caption_${kind}`)}>
        <table className={styles.matrix}>
          <caption className="visually-hidden">{t(`caption_${kind}`)}</caption>
          <thead>
            <tr>
              <td className={styles.corner}>{t('corner')}</td>
              {matrix.contestants.map((name) => (
                <th key={name} scope="col" title={name}>
                  <span>{name}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {matrix.contestants.map((name, row) => (
              <tr key={name}>
                <th scope="row" title={name}>
                  {name}
                </th>
                {matrix.contestants.map((other, column) => (
                  <Cell
                    key={other}
                    pair={{ name, other }}
                    share={matrix.winRate[row]?.[column] ?? null}
                    games={matrix.games[row]?.[column] ?? 0}
                    kind={kind}
                    most={most}
                    href={`${matches}?${new URLSearchParams({ contestant: name, opponent: other, ...(category && { category }) })}`}
                  />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  );
}

function Cell(props: {
  pair: { name: string; other: string };
  share: number | null;
  games: number;
  kind: (typeof KINDS)[number];
  most: number;
  href: string;
}) {
  const { pair, share, games, kind, most, href } = props;
  const t = useTranslations('matrix');
  const numbers = useNumbers();
  if (pair.name === pair.other) return <td className={styles.self} aria-hidden="true" />;
  if (share === null) {
    return (
      <td title={t('neverMet', pair)} className={styles.unknown}>
        <span aria-hidden="true">–</span>
        <span className="visually-hidden">{t('neverMet', pair)}</span>
      </td>
    );
  }
  const tint = kind === 'winRate' ? Math.abs(share - 0.5) * 2 : games / most;
  const colour = kind === 'games' ? 'var(--accent)' : share >= 0.5 ? 'var(--win)' : 'var(--loss)';
  const background = `color-mix(in srgb, ${colour} ${(STRONGEST * tint).toFixed(1)}%, var(--ground))`;
  return (
    <td style={{ background }} title={t('cell', { ...pair, share: numbers.share(share), games })}>
      <Link href={href} prefetch={false}>
        {kind === 'winRate' ? (100 * share).toFixed(0) : numbers.count(games)}
      </Link>
    </td>
  );
}
