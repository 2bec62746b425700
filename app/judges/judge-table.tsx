import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { JudgeLine } from '#lib/db/judge-pages.ts';
import table from '../_ui/table.module.css';
import { Unknown } from '../_ui/unknown.tsx';
import { useNumbers } from '../_ui/use-numbers.ts';

/** The judges of the team, by name. */
export function JudgeTable({ judges }: { judges: readonly JudgeLine[] }) {
  const t = useTranslations('judges');
  const words = useTranslations('words');
  const numbers = useNumbers();
  return (
    <div className={table.frame}>
      <table className={table.table} data-cards>
        <thead>
          <tr>
            <th scope="col">{t('judge')}</th>
            <th scope="col">{t('family')}</th>
            <th scope="col" data-number>
              {t('versions')}
            </th>
            <th scope="col" data-number>
              {t('runs')}
            </th>
            <th scope="col" data-number>
              {t('judgements')}
            </th>
            <th scope="col" data-number>
              {t('usable')}
            </th>
          </tr>
        </thead>
        <tbody>
          {judges.map((judge) => (
            <tr key={judge.id}>
              <td className={table.name}>
                <Link href={`/judges/${judge.id}`}>{judge.name}</Link>
                {judge.simulated && <span className={table.soft}> · {words('simulated')}</span>}
              </td>
              <td data-label={t('family')}>{judge.family ?? <Unknown reason={t('guessed')} />}</td>
              <td data-number data-label={t('versions')}>
                {numbers.count(judge.versions)}
              </td>
              <td data-number data-label={t('runs')}>
                {numbers.count(judge.runs)}
              </td>
              <td data-number data-label={t('judgements')}>
                {numbers.count(judge.judgements)}
              </td>
              <td data-number data-label={t('usable')}>
                {judge.judgements === 0 ? (
                  <Unknown reason={t('nothingJudged')} />
                ) : (
                  numbers.share(judge.usable / judge.judgements)
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
