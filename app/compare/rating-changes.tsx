'use client';

import { useTranslations } from 'next-intl';
import { useRef } from 'react';
import type { ComparedContestant, RunComparison } from '#lib/pipeline/compare-runs.ts';
import { differencesCsv } from '#lib/pipeline/differences-csv.ts';
import { ContestantName } from '../_ui/contestant-name.tsx';
import { Help } from '../_ui/help.tsx';
import { Icon } from '../_ui/icon.tsx';
import { Notice } from '../_ui/notice.tsx';
import table from '../_ui/table.module.css';
import { Unknown } from '../_ui/unknown.tsx';
import { useNumbers } from '../_ui/use-numbers.ts';
import { saveFile } from '../runs/[number]/leaderboard/export-file.ts';
import { chartSvg } from '../runs/[number]/leaderboard/export-svg.ts';
import styles from './compare.module.css';
import { isSure } from './is-sure.ts';
import { SlopeChart } from './slope-chart.tsx';

/** Who moved: two ratings on one scale, the difference with its interval, and the ranks; as a chart and as a table. */
export function RatingChanges(props: {
  comparison: RunComparison;
  colours: Record<string, string>;
  first: number;
  second: number;
  title: string;
}) {
  const t = useTranslations('compare');
  const chart = useRef<HTMLDivElement>(null);
  const { contestants, method, prompts } = props.comparison;
  if (contestants === null) {
    return (
      <section className={table.section}>
        <h2>{t('ratings')}</h2>
        <p className={table.soft}>{t('noRatings')}</p>
      </section>
    );
  }
  const fileName = `joust-compare-${props.first}-${props.second}`;
  const saveSvg = () => {
    if (chart.current) saveFile(`${fileName}.svg`, 'image/svg+xml', chartSvg(chart.current, props.title));
  };
  return (
    <section className={table.section}>
      <h2>
        {t('ratings')} <Help>{t('ratingsHelp')}</Help>
      </h2>
      {method.leansOnPrior && <Notice kind="warning">{t('leansOnPrior')}</Notice>}
      <div className={styles.tools}>
        <button type="button" className="button" data-quiet aria-label={t('saveSvg')} onClick={saveSvg}>
          <Icon name="down" />
          SVG
        </button>
        <button
          type="button"
          className="button"
          data-quiet
          aria-label={t('saveCsv')}
          onClick={() => saveFile(`${fileName}.csv`, 'text/csv', differencesCsv(contestants))}
        >
          <Icon name="down" />
          CSV
        </button>
      </div>
      <div ref={chart} className={styles.chart}>
        <SlopeChart contestants={contestants} colours={props.colours} first={props.first} second={props.second} />
      </div>
      <ChangeTable {...props} contestants={contestants} />
      <p className={table.note}>
        {t('method', {
          prompts: prompts.shared,
          onlyFirst: prompts.onlyFirst,
          onlySecond: prompts.onlySecond,
          rounds: method.rounds,
          seed: method.seed,
        })}
      </p>
    </section>
  );
}

function ChangeTable(props: {
  contestants: readonly ComparedContestant[];
  colours: Record<string, string>;
  first: number;
  second: number;
}) {
  const t = useTranslations('compare');
  return (
    <div className={table.frame}>
      <table className={table.table} data-cards>
        <thead>
          <tr>
            <th scope="col">{t('contestant')}</th>
            <th scope="col" data-number>
              #{props.first}
            </th>
            <th scope="col" data-number>
              #{props.second}
            </th>
            <th scope="col" data-number>
              {t('difference')}
            </th>
            <th scope="col" data-number>
              {t('interval')}
            </th>
            <th scope="col" data-number>
              {t('rank')}
            </th>
            <th scope="col" data-number>
              {t('prompts')}
            </th>
          </tr>
        </thead>
        <tbody>
          {props.contestants.map((one) => (
            <ChangeLine key={one.firstName} one={one} {...props} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function ChangeLine(props: {
  one: ComparedContestant;
  colours: Record<string, string>;
  first: number;
  second: number;
}) {
  const t = useTranslations('compare');
  const numbers = useNumbers();
  const { one, colours } = props;
  return (
    <tr data-sure={isSure(one) || undefined} className={styles.change}>
      <td className={table.name}>
        <ContestantName name={one.firstName} colour={colours[one.firstName]} />
        {one.secondName !== one.firstName && (
          <>
            <span className="visually-hidden">{t('against')}</span>
            <ContestantName name={one.secondName} colour={colours[one.secondName]} />
          </>
        )}
      </td>
      <td data-number data-label={`#${props.first}`}>
        {one.first.toFixed(0)}
      </td>
      <td data-number data-label={`#${props.second}`}>
        {one.second.toFixed(0)}
      </td>
      <td data-number data-label={t('difference')} className={styles.difference}>
        {signed(one.difference)}
      </td>
      <td data-number data-label={t('interval')}>
        {one.lower === null || one.upper === null ? (
          <Unknown reason={t('noInterval')} />
        ) : (
          t('from', { lower: signed(one.lower), upper: signed(one.upper) })
        )}
      </td>
      <td data-number data-label={t('rank')}>
        {one.firstRank === one.secondRank ? one.firstRank : `${one.firstRank} → ${one.secondRank}`}
      </td>
      <td data-number data-label={t('prompts')}>
        {numbers.count(one.prompts)}
      </td>
    </tr>
  );
}

/** Points with a sign, as ratings are written. */
function signed(points: number): string {
  const rounded = Math.round(points);
  if (rounded === 0) return '0';
  return rounded > 0 ? `+${rounded}` : `−${-rounded}`;
}
