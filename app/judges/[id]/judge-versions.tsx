import Link from 'next/link';
import { useFormatter, useTranslations } from 'next-intl';
import type { JudgeVersionRow } from '#lib/db/judge-pages.ts';
import table from '../../_ui/table.module.css';
import { Unknown } from '../../_ui/unknown.tsx';
import { useNumbers } from '../../_ui/use-numbers.ts';
import { Capability } from './capability.tsx';
import styles from './judge.module.css';

/** Everything that pins a judge's verdicts, version by version. */
export function JudgeVersions({ versions }: { versions: readonly JudgeVersionRow[] }) {
  const t = useTranslations('judges');
  return (
    <section className={table.section}>
      <h2>{t('versionList')}</h2>
      <div className={styles.versions}>
        {versions.map((version) => (
          <Version key={version.id} version={version} />
        ))}
      </div>
    </section>
  );
}

function Version({ version }: { version: JudgeVersionRow }) {
  const t = useTranslations('judges');
  const format = useFormatter();
  const numbers = useNumbers();
  const price =
    version.inputPrice === null || version.outputPrice === null ? (
      <Unknown reason={t('priceUnknown')} />
    ) : (
      t('priceValue', { input: numbers.money(version.inputPrice), output: numbers.money(version.outputPrice) })
    );
  return (
    <dl className={styles.version}>
      <div>
        <dt>{t('model')}</dt>
        <dd>{version.model}</dd>
      </div>
      <div>
        <dt>{t('endpoint')}</dt>
        <dd>{version.simulated ? t('simulator') : version.endpoint}</dd>
      </div>
      <div>
        <dt>{t('template')}</dt>
        <dd>{t('templateValue', { template: version.templateId, version: version.templateVersion })}</dd>
      </div>
      <div>
        <dt>{t('decoding')}</dt>
        <dd>
          {t('decodingValue', {
            temperature: version.temperature === null ? t('notSent') : String(version.temperature),
            tokens: numbers.count(version.maxOutputTokens),
            timeout: numbers.duration(version.timeoutMs),
          })}
        </dd>
      </div>
      <div>
        <dt>{t('price')}</dt>
        <dd>{price}</dd>
      </div>
      <div>
        <dt>{t('capability')}</dt>
        <dd>
          <Capability capability={version.capability} simulated={version.simulated} />
        </dd>
      </div>
      <div>
        <dt>{t('runs')}</dt>
        <dd>
          {version.runs.length === 0
            ? t('noRuns')
            : version.runs.map((run, index) => (
                <span key={run}>
                  {index > 0 && ', '}
                  <Link href={`/runs/${run}`}>#{run}</Link>
                </span>
              ))}
        </dd>
      </div>
      <div>
        <dt>{t('pinned')}</dt>
        <dd>{format.dateTime(version.createdAt, { dateStyle: 'medium' })}</dd>
      </div>
    </dl>
  );
}
