import { useFormatter, useTranslations } from 'next-intl';
import type { LeaderboardContent } from '#lib/db/leaderboards.ts';
import type { RunRow } from '#lib/db/run-row.ts';
import { useJuryWords } from '../../../_ui/use-jury-words.ts';
import styles from '../run.module.css';

/** How the ratings were got: everything needed to get them again. */
export function Provenance(props: { content: LeaderboardContent; run: RunRow; createdAt: Date }) {
  const { content, run, createdAt } = props;
  const t = useTranslations('provenance');
  const words = useTranslations('newRun');
  const format = useFormatter();
  const jury = useJuryWords();
  const rejudge = useTranslations('rejudge');
  const newcomer = useTranslations('newcomer');
  const { parameters } = content;
  const known = (name: string) => String(parameters[name] ?? t('no'));
  // Of imported verdicts it may be unknown who was shown first.
  const isKnown = run.schedule !== 'imported' || run.bothOrders;
  const orders = isKnown ? [words(run.bothOrders ? 'orders_both' : 'orders_one')] : [];
  const first = content.sources?.[0];
  const held = first ? [newcomer('scale', { number: first.run })] : [];
  const lines: [string, string][] = [
    [t('method'), t(`method_${content.method}`)],
    [
      t('interval'),
      parameters.interval
        ? t('intervalValue', {
            level: Number(parameters.level),
            kind: t(parameters.interval === 'percentile bootstrap' ? 'kind_plain' : 'kind_expanded'),
            rounds: Number(parameters.rounds),
            clusters: Number(parameters.clusters),
            unit: t(parameters.cluster === 'prompt' ? 'unit_prompt' : 'unit_game'),
          })
        : t('no'),
    ],
    [t('prior'), Number(parameters.prior ?? 0) === 0 ? t('no') : t('priorValue', { prior: known('prior') })],
    [t('scale'), [t('scaleValue', { center: known('center') }), ...held].join(' · ')],
    [t('seed'), known('seed')],
    ...jury(run),
    ...(content.rejudged ? [[rejudge('mark'), rejudge('marked', content.rejudged)] satisfies [string, string]] : []),
    ...(run.schedule === 'imported' ? [] : [[t('template'), templatesOf(run)] satisfies [string, string]]),
    [t('schedule'), [words(`schedule_${run.schedule}`), ...orders].join(' · ')],
    [t('benchmark'), t('version', { benchmark: run.benchmark, version: run.benchmarkVersion })],
    [t('date'), format.dateTime(createdAt, { dateStyle: 'long', timeStyle: 'short' })],
  ];
  return (
    <details className={styles.settings} open>
      <summary>{t('title')}</summary>
      <dl>
        {lines.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

/** The templates of all judges, each once, those of categories with their names. */
function templatesOf({ judges }: RunRow): string {
  const lines = judges.map(({ templateId, templateVersion, categories }) => {
    const named = categories.length === 0 ? '' : ` (${categories.join(', ')})`;
    return `${templateId} ${templateVersion}${named}`;
  });
  return [...new Set(lines)].join(', ');
}
