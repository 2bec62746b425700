import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { VerdictFlips } from '#lib/feedback/verdict-flips.ts';
import table from '../_ui/table.module.css';
import { useNumbers } from '../_ui/use-numbers.ts';

const SHOWN = 15;

/** The prompts whose verdicts moved most. */
export function FlippedPrompts({ flips, path }: { flips: VerdictFlips; path: string }) {
  const t = useTranslations('compare');
  const numbers = useNumbers();
  if (flips.prompts.length === 0) return null;
  return (
    <section className={table.section}>
      <h2>{t('flippedPrompts')}</h2>
      <div className={table.frame}>
        <table className={table.table} data-cards>
          <thead>
            <tr>
              <th scope="col">{t('prompt')}</th>
              <th scope="col" data-number>
                {t('reversed')}
              </th>
              <th scope="col" data-number>
                {t('changed')}
              </th>
              <th scope="col" data-number>
                {t('ofMatches')}
              </th>
              <th scope="col">{t('category')}</th>
            </tr>
          </thead>
          <tbody>
            {flips.prompts.slice(0, SHOWN).map((prompt) => (
              <tr key={prompt.promptKey}>
                <td className={table.name}>
                  <Link href={`${path}/${encodeURIComponent(prompt.promptKey)}`}>{prompt.promptKey}</Link>
                </td>
                <td data-number data-label={t('reversed')}>
                  {numbers.count(prompt.reversed)}
                </td>
                <td data-number data-label={t('changed')}>
                  {numbers.count(prompt.changed)}
                </td>
                <td data-number data-label={t('ofMatches')}>
                  {numbers.count(prompt.matches)}
                </td>
                <td className={table.soft}>{prompt.category ?? ''}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {flips.prompts.length > SHOWN && (
        <p className={table.note}>{t('morePrompts', { count: flips.prompts.length - SHOWN })}</p>
      )}
    </section>
  );
}
