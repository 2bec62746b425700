import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { SampleVerdict } from '#lib/db/judge-pages.ts';
import table from '../../_ui/table.module.css';
import styles from './judge.module.css';

/** One recent verdict with its reason and the raw reply: how this judge speaks. */
export function Sample({ sample }: { sample: SampleVerdict | null }) {
  const t = useTranslations('judges');
  const said = sample && sentenceOf(sample, t);
  return (
    <section className={table.section}>
      <h2>{t('sample')}</h2>
      {sample === null ? (
        <p className={table.soft}>{t('noSample')}</p>
      ) : (
        <>
          <p>
            {said}{' '}
            <Link href={`/runs/${sample.run}/matches/${sample.matchId}`} prefetch={false}>
              {t('seeMatch')}
            </Link>
          </p>
          {sample.reason && <blockquote className={styles.reason}>{sample.reason}</blockquote>}
          {sample.reply && (
            <details className={styles.reply}>
              <summary>{t('rawReply')}</summary>
              {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long reply is scrolled, by keyboard too. */}
              <pre tabIndex={0}>{sample.reply}</pre>
            </details>
          )}
        </>
      )}
    </section>
  );
}

function sentenceOf(sample: SampleVerdict, t: ReturnType<typeof useTranslations<'judges'>>): string {
  const { a, b, verdict, promptKey: prompt } = sample;
  const first = sample.first === 'a' ? a : b;
  if (verdict === 'tie') return t('sampleTie', { a, b, prompt, first });
  return t('sampleWon', { winner: verdict === 'a' ? a : b, loser: verdict === 'a' ? b : a, prompt, first });
}
