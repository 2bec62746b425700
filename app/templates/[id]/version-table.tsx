import Link from 'next/link';
import { useFormatter, useTranslations } from 'next-intl';
import type { TemplateVersion } from '#lib/db/template-versions.ts';
import table from '../../_ui/table.module.css';

/** The versions a template has had; each stays as it was for the runs that were planned with it. */
export function VersionTable(props: {
  id: string;
  history: (TemplateVersion & { runs: number })[];
  current: number;
  shown: number;
}) {
  const t = useTranslations('templates');
  const format = useFormatter();
  if (props.history.length === 0) return <p className={table.soft}>{t('neverUsed')}</p>;
  return (
    <section className={table.section}>
      <h2>{t('versions')}</h2>
      <div className={table.frame}>
        <table className={table.table}>
          <thead>
            <tr>
              <th scope="col">{t('version')}</th>
              <th scope="col">{t('savedAt')}</th>
              <th scope="col" data-number>
                {t('runs')}
              </th>
            </tr>
          </thead>
          <tbody>
            {props.history.map(({ version, savedAt, runs }) => (
              <tr key={version} aria-current={version === props.shown ? 'true' : undefined}>
                <td>
                  <Link href={`/templates/${props.id}?version=${version}`}>
                    {version === props.current ? t('versionNow', { version }) : version}
                  </Link>
                </td>
                <td className={table.when}>{format.dateTime(savedAt, { dateStyle: 'medium', timeStyle: 'short' })}</td>
                <td data-number>{runs}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
