import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ItemStatistics } from '#lib/feedback/item-analysis.ts';
import { Help } from '../../../_ui/help.tsx';
import table from '../../../_ui/table.module.css';
import { Unknown } from '../../../_ui/unknown.tsx';
import { useNumbers } from '../../../_ui/use-numbers.ts';

const COLUMNS = ['matches', 'ties', 'inconsistent', 'discrimination', 'upsets'] as const;

/** Prompts with what their matches say of them, most flags first. */
export function ItemTable({ items, path }: { items: readonly ItemStatistics[]; path: string }) {
  const t = useTranslations('items');
  if (items.length === 0) return <p className={table.soft}>{t('noneFlagged')}</p>;
  return (
    <div className={table.frame}>
      <table className={table.table} data-cards>
        <thead>
          <tr>
            <th scope="col">{t('prompt')}</th>
            <th scope="col">{t('flags')}</th>
            {COLUMNS.map((column) => (
              <th key={column} scope="col" data-number>
                {t(column)} <Help>{t(`${column}Help`)}</Help>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <ItemLine key={item.promptKey} item={item} path={path} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function ItemLine({ item, path }: { item: ItemStatistics; path: string }) {
  const t = useTranslations('items');
  const numbers = useNumbers();
  const share = (value: number | null, reason: string) =>
    value === null ? <Unknown reason={reason} /> : numbers.share(value);
  return (
    <tr>
      <td className={table.name}>
        <Link href={`${path}/${encodeURIComponent(item.promptKey)}`}>{item.promptKey}</Link>
        {item.category && <span className={table.soft}> {item.category}</span>}
      </td>
      <td className={table.text}>
        {item.flags.map((flag) => (
          <span key={flag} className={table.second} data-warn>
            {t(`flag_${flag}`)}
          </span>
        ))}
        {item.duplicates.map(({ promptKey, similarity }) => (
          <span key={promptKey} className={table.second}>
            <Link href={`${path}/${encodeURIComponent(promptKey)}`}>{promptKey}</Link> {numbers.share(similarity)}
          </span>
        ))}
      </td>
      <td data-number data-label={t('matches')}>
        {numbers.count(item.matches)}
      </td>
      <td data-number data-label={t('ties')}>
        {share(item.tieShare, t('noConsistent'))}
      </td>
      <td data-number data-label={t('inconsistent')}>
        {share(item.inconsistentShare, t('oneOrder'))}
      </td>
      <td data-number data-label={t('discrimination')}>
        {item.discrimination === null ? (
          <Unknown reason={t('noDiscrimination')} />
        ) : (
          item.discrimination.toFixed(2).replace('-', '−')
        )}
      </td>
      <td data-number data-label={t('upsets')}>
        {numbers.count(item.upsets)} ({item.expectedUpsets.toFixed(1)})
      </td>
    </tr>
  );
}
