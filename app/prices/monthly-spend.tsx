'use client';

import { useTranslations } from 'next-intl';
import type { JudgeCap, JudgeMonth } from '#lib/db/judge-months.ts';
import table from '../_ui/table.module.css';
import { Unknown } from '../_ui/unknown.tsx';
import { useNumbers } from '../_ui/use-numbers.ts';
import { CapField } from './cap-field.tsx';
import styles from './prices.module.css';

/** Each judge's months as bars against its cap, with the numbers in a row each: the table is its own chart. */
export function MonthlySpend({ months, caps }: { months: readonly JudgeMonth[]; caps: readonly JudgeCap[] }) {
  const t = useTranslations('prices');
  if (caps.length === 0) return <p className={table.soft}>{t('noJudges')}</p>;
  return (
    <>
      {caps.map((cap) => (
        <JudgeSpend key={cap.judge} cap={cap} months={months.filter(({ judge }) => judge === cap.judge)} />
      ))}
    </>
  );
}

function JudgeSpend({ cap, months }: { cap: JudgeCap; months: readonly JudgeMonth[] }) {
  const t = useTranslations('prices');
  const { judge, monthlyCap } = cap;
  const longest = Math.max(monthlyCap ?? 0, ...months.map(({ spend }) => spend));
  return (
    <section className={table.section} aria-label={judge}>
      <h2 className={styles.judge}>{judge}</h2>
      <CapField key={String(monthlyCap)} judge={judge} monthlyCap={monthlyCap} />
      {months.length === 0 ? (
        <p className={table.soft}>{t('noSpend')}</p>
      ) : (
        <div className={table.frame}>
          <table className={table.table} data-cards>
            <thead>
              <tr>
                <th scope="col">{t('month')}</th>
                <th scope="col" className={styles.barColumn}>
                  {monthlyCap === null ? t('share') : t('shareOfCap')}
                </th>
                <th scope="col" data-number>
                  {t('spend')}
                </th>
                <th scope="col" data-number>
                  {t('requests')}
                </th>
                <th scope="col" data-number>
                  {t('input')}
                </th>
                <th scope="col" data-number>
                  {t('output')}
                </th>
              </tr>
            </thead>
            <tbody>
              {months.map((line) => (
                <MonthRow key={line.month} line={line} longest={longest} cap={monthlyCap} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

function MonthRow({ line, longest, cap }: { line: JudgeMonth; longest: number; cap: number | null }) {
  const t = useTranslations('prices');
  const numbers = useNumbers();
  const percent = (usd: number) => `${longest === 0 ? 0 : (usd / longest) * 100}%`;
  const isUnknown = !line.priceKnown && line.spend === 0;
  return (
    <tr>
      <td className={table.strong}>{line.month}</td>
      <td className={styles.barCell}>
        <div className={styles.track} aria-hidden="true">
          <div className={styles.bar} style={{ width: percent(line.spend) }} />
          {cap !== null && <div className={styles.cap} style={{ left: percent(cap) }} />}
        </div>
      </td>
      <td data-number data-label={t('spend')}>
        {isUnknown ? <Unknown reason={t('unknownPrice')} /> : numbers.money(line.spend)}
      </td>
      <td data-number data-label={t('requests')}>
        {numbers.count(line.requests)}
      </td>
      <td data-number data-label={t('input')}>
        {numbers.count(line.inputTokens)}
      </td>
      <td data-number data-label={t('output')}>
        {numbers.count(line.outputTokens)}
      </td>
    </tr>
  );
}
