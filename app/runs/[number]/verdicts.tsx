import { useTranslations } from 'next-intl';
import { useNumbers } from '../../_ui/use-numbers.ts';
import styles from './verdicts.module.css';

const USABLE = ['a', 'b', 'tie'] as const;
const UNUSABLE = ['unparseable', 'refused', 'truncated', 'blocked', 'error'] as const;

/** What the judge said so far; nothing before it said anything. Which of two contestants is `a` means nothing here, so decided ones count together. */
export function Verdicts({ verdicts }: { verdicts: Record<string, number> }) {
  const t = useTranslations('verdicts');
  const of = (verdict: string) => verdicts[verdict] ?? 0;
  const all = [...USABLE, ...UNUSABLE].reduce((sum, verdict) => sum + of(verdict), 0);
  if (all === 0) return null;
  const lines = [
    { key: 'decided' as const, count: of('a') + of('b') },
    { key: 'tie' as const, count: of('tie') },
    ...UNUSABLE.map((key) => ({ key, count: of(key) })).filter(({ count }) => count > 0),
  ];
  return (
    <section aria-labelledby="verdicts-title" className={styles.verdicts}>
      <h2 id="verdicts-title">{t('title', { count: all })}</h2>
      <dl>
        {lines.map(({ key, count }) => (
          <Line key={key} name={t(key)} count={count} all={all} />
        ))}
      </dl>
    </section>
  );
}

function Line({ name, count, all }: { name: string; count: number; all: number }) {
  const numbers = useNumbers();
  return (
    <div>
      <dt>{name}</dt>
      <dd>{numbers.count(count)}</dd>
      <dd className={styles.share}>{numbers.share(count / all)}</dd>
    </div>
  );
}
