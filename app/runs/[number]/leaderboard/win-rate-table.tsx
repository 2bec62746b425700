import { useTranslations } from 'next-intl';
import type { WinRates } from '#lib/db/leaderboards.ts';
import table from '../../../_ui/table.module.css';
import { Unknown } from '../../../_ui/unknown.tsx';
import { useNumbers } from '../../../_ui/use-numbers.ts';

/** How often everybody beats the one contestant that they all met, with the standard error. */
export function WinRateTable({ winRates: { reference, rates } }: { winRates: WinRates }) {
  const t = useTranslations('winRates');
  const numbers = useNumbers();
  return (
    <section className={table.section} aria-labelledby="win-rates-title">
      <h2 id="win-rates-title">{t('title', { reference })}</h2>
      <p className={table.soft}>{t('method')}</p>
      <div className={table.frame}>
        <table className={table.table}>
          <thead>
            <tr>
              <th scope="col">{t('contestant')}</th>
              <th scope="col" data-number>
                {t('winRate')}
              </th>
              <th scope="col" data-number>
                {t('se')}
              </th>
              <th scope="col" data-number>
                {t('units')}
              </th>
            </tr>
          </thead>
          <tbody>
            {rates
              .filter(({ contestant }) => contestant !== reference)
              .map(({ contestant, winRate, se, units }) => (
                <tr key={contestant}>
                  <td className={table.text}>{contestant}</td>
                  <td data-number>{winRate === null ? <Unknown reason={t('neverMet')} /> : winRate.toFixed(2)}</td>
                  <td data-number>{se === null ? <Unknown reason={t('onePrompt')} /> : se.toFixed(2)}</td>
                  <td data-number>{numbers.count(units)}</td>
                </tr>
              ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
