import Link from 'next/link';
import { useFormatter, useTranslations } from 'next-intl';
import type { Home } from '../_data/home.ts';
import { RunStateBadge } from '../_ui/run-state-badge.tsx';
import table from '../_ui/table.module.css';
import { Unknown } from '../_ui/unknown.tsx';
import { useNumbers } from '../_ui/use-numbers.ts';

type Run = Home['runs'][number];

/** The newest runs with their state and who leads. */
export function RunList({ runs }: { runs: Run[] }) {
  const t = useTranslations('home');
  return (
    <section className={table.section}>
      <h2>{t('runs')}</h2>
      {runs.length === 0 ? (
        <p className={table.soft}>{t('noRuns')}</p>
      ) : (
        <div className={table.frame}>
          <table className={table.table} data-cards>
            <thead>
              <tr>
                <th scope="col">{t('run')}</th>
                <th scope="col">{t('state')}</th>
                <th scope="col">{t('leader')}</th>
                <th scope="col">{t('judge')}</th>
                <th scope="col" data-number>
                  {t('calls')}
                </th>
                <th scope="col" data-number>
                  {t('spend')}
                </th>
                <th scope="col">{t('when')}</th>
              </tr>
            </thead>
            <tbody>
              {runs.map((run) => (
                <RunLine key={run.id} run={run} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

function RunLine({ run }: { run: Run }) {
  const t = useTranslations('home');
  const words = useTranslations('words');
  const format = useFormatter();
  const numbers = useNumbers();
  const at = run.startedAt ?? run.createdAt;
  return (
    <tr>
      <td className={table.text}>
        <Link href={`/runs/${run.number}`} className={table.strong}>
          #{run.number} {run.benchmark}
        </Link>
        {run.simulated && <span className={table.soft}> · {words('simulated')}</span>}
      </td>
      <td>
        <RunStateBadge state={run.state} pauseReason={run.pauseReason} />
      </td>
      <td data-label={t('leader')} className={table.text}>
        <Leader run={run} />
      </td>
      <td data-label={t('judge')} className={table.text}>
        {run.judgeName}
      </td>
      <td data-number data-label={t('calls')}>
        {numbers.count(run.plan.calls)}
      </td>
      <td data-number data-label={t('spend')}>
        {run.plan.cost === null ? <Unknown reason={words('unknownPrice')} /> : numbers.money(run.spend)}
      </td>
      <td className={table.when}>
        <time dateTime={at.toISOString()} title={format.dateTime(at, { dateStyle: 'long', timeStyle: 'short' })}>
          {format.relativeTime(at, new Date())}
        </time>
      </td>
    </tr>
  );
}

function Leader({ run }: { run: Run }) {
  const t = useTranslations('home');
  if (!run.leader) return <Unknown reason={t('noLeader')} />;
  const others = run.leader.tiedForFirst - 1;
  return (
    <>
      <Link href={`/runs/${run.number}/leaderboard`}>{run.leader.contestant}</Link>
      {others > 0 && <span className={table.soft}> {t('tied', { count: others })}</span>}
    </>
  );
}
