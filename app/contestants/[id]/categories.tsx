import { useTranslations } from 'next-intl';
import type { ContestantRecord } from '#lib/pipeline/contestant-record.ts';
import { RecordText } from '../../_ui/record-text.tsx';
import { ShareText } from '../../_ui/share-text.tsx';
import table from '../../_ui/table.module.css';
import { useNumbers } from '../../_ui/use-numbers.ts';

/** Win share by category, weakest first. Nothing when the prompts have no categories. */
export function Categories({ record }: { record: ContestantRecord }) {
  const t = useTranslations('contestants');
  const numbers = useNumbers();
  if (record.categories.length < 2) return null;
  return (
    <section className={table.section}>
      <h2>{t('categories')}</h2>
      <div className={table.frame}>
        <table className={table.table} data-cards>
          <thead>
            <tr>
              <th scope="col">{t('category')}</th>
              <th scope="col">{t('winShare')}</th>
              <th scope="col" data-number>
                {t('prompts')}
              </th>
              <th scope="col">{t('record')}</th>
            </tr>
          </thead>
          <tbody>
            {record.categories.map((line) => (
              <tr key={line.category ?? ''}>
                <td className={table.name}>{line.category ?? t('noCategory')}</td>
                <td>
                  <ShareText share={line.share} />
                </td>
                <td data-number data-label={t('prompts')}>
                  {numbers.count(line.share?.prompts ?? 0)}
                </td>
                <td>
                  <RecordText record={line} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className={table.note}>{t('categoriesNote')}</p>
    </section>
  );
}
