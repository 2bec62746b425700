import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import type { KnownTemplate } from '#lib/pipeline/known-templates.ts';
import table from '../_ui/table.module.css';
import { titleOf } from './title-of.ts';

/** The templates a run can be planned with. */
export function TemplateTable({ templates }: { templates: KnownTemplate[] }) {
  const t = useTranslations('templates');
  return (
    <section className={table.section}>
      <h2>{t('list')}</h2>
      <div className={table.frame}>
        <table className={table.table} data-cards>
          <thead>
            <tr>
              <th scope="col">{t('title')}</th>
              <th scope="col">{t('id')}</th>
              <th scope="col" data-number>
                {t('version')}
              </th>
              <th scope="col">{t('needs')}</th>
              <th scope="col">{t('reply')}</th>
              <th scope="col">{t('source')}</th>
            </tr>
          </thead>
          <tbody>
            {templates.map((known) => (
              <TemplateLine key={known.template.id} known={known} />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function TemplateLine({ known }: { known: KnownTemplate }) {
  const t = useTranslations('templates');
  const locale = useLocale();
  const { id, version, definition } = known.template;
  return (
    <tr>
      <td className={table.name}>
        <Link href={`/templates/${id}`}>{titleOf(definition, locale)}</Link>
      </td>
      <td data-label={t('id')} className={table.text}>
        {id}
      </td>
      <td data-number data-label={t('version')}>
        {version}
      </td>
      <td data-label={t('needs')} className={table.text}>
        {definition.requires.length === 0 ? (
          <span className={table.soft}>{t('nothingElse')}</span>
        ) : (
          definition.requires.join(', ')
        )}
      </td>
      <td data-label={t('reply')}>{t(`reply_${definition.reply}`)}</td>
      <td data-label={t('source')} className={table.text}>
        {known.file ?? t(known.source === 'built-in' ? 'builtIn' : 'saved')}
      </td>
    </tr>
  );
}
