import Link from 'next/link';
import { useFormatter, useTranslations } from 'next-intl';
import type { BenchmarkRow } from '#lib/db/benchmark-pages.ts';
import table from '../../_ui/table.module.css';
import { useNumbers } from '../../_ui/use-numbers.ts';

/** The versions of a benchmark, newest first; each stays as it is. */
export function VersionList({ benchmark, shown }: { benchmark: BenchmarkRow; shown: number }) {
  const t = useTranslations('benchmarks');
  const format = useFormatter();
  const numbers = useNumbers();
  return (
    <section className={table.section}>
      <h2>{t('versions')}</h2>
      <div className={table.frame}>
        <table className={table.table} data-cards>
          <thead>
            <tr>
              <th scope="col">{t('version')}</th>
              <th scope="col" data-number>
                {t('prompts')}
              </th>
              <th scope="col" data-number>
                {t('added')}
              </th>
              <th scope="col" data-number>
                {t('runs')}
              </th>
              <th scope="col">{t('made')}</th>
            </tr>
          </thead>
          <tbody>
            {benchmark.versions.map((version) => (
              <tr key={version.id}>
                <td className={table.name}>
                  <Link
                    href={`/benchmarks/${benchmark.id}?version=${version.number}`}
                    aria-current={version.number === shown ? 'page' : undefined}
                  >
                    {t('versionNumber', { number: version.number })}
                  </Link>
                  {version.number === shown && <span className={table.soft}> {t('shown')}</span>}
                </td>
                <td data-number data-label={t('prompts')}>
                  {numbers.count(version.prompts)}
                </td>
                <td data-number data-label={t('added')}>
                  {numbers.count(version.added)}
                </td>
                <td data-number data-label={t('runs')}>
                  {numbers.count(version.runs)}
                </td>
                <td className={table.when}>{format.dateTime(version.createdAt, { dateStyle: 'medium' })}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
