import Link from 'next/link';
import { useFormatter, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { PlanCoverage } from '#lib/db/plan-coverage.ts';
import { isContradictory, isShort, ratedShare } from '#lib/pipeline/plan-shortfall.ts';
import type { ListedRun } from '../_data/home.ts';
import { RunStateBadge } from '../_ui/run-state-badge.tsx';
import table from '../_ui/table.module.css';
import { Unknown } from '../_ui/unknown.tsx';
import { useCoverageWords } from '../_ui/use-coverage-words.ts';
import { useNumbers } from '../_ui/use-numbers.ts';

type Run = ListedRun;

/** What rounds to all of it. */
const WHOLE_PLAN = 0.9995;

/** The newest runs with their state and who leads. */
export function RunList({ runs, filter }: { runs: Run[]; filter?: ReactNode }) {
  const t = useTranslations('home');
  return (
    <section className={table.section}>
      <h2>{t('runs')}</h2>
      {filter}
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
          #{run.number} {run.name ?? run.benchmark}
        </Link>
        {run.name && <span className={table.second}>{run.benchmark}</span>}
        {run.archivedAt && <span className={table.soft}> {t('archived')}</span>}
        {run.simulated && <span className={table.soft}> · {words('simulated')}</span>}
      </td>
      <td>
        <RunStateBadge
          state={run.state}
          pauseReason={run.pauseReason}
          short={isShort(run.coverage) || isContradictory(run.coverage)}
        />
        <Shortfall coverage={run.coverage} />
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

/** What makes "completed" less than it sounds: how much has no verdict and why, and a judge that contradicts itself. */
function Shortfall({ coverage }: { coverage: PlanCoverage }) {
  const words = useCoverageWords(coverage);
  return (
    <>
      {coverage.withoutVerdict > 0 && (
        <>
          <span className={table.second} data-warn={isShort(coverage) || undefined}>
            {words.missing}
          </span>
          <span className={table.second}>{words.reasons.join(', ')}</span>
        </>
      )}
      {words.contradictory && (
        <span className={table.second} data-warn>
          {words.contradictory}
        </span>
      )}
    </>
  );
}

function Leader({ run }: { run: Run }) {
  const t = useTranslations('home');
  const numbers = useNumbers();
  const rated = ratedShare(run.coverage);
  if (!run.leader) return <Unknown reason={t('noLeader')} />;
  if (run.leader.rank === null) return <Unknown reason={t('noSingleRanking')} />;
  const others = run.leader.tiedForFirst - 1;
  return (
    <>
      <Link href={`/runs/${run.number}/leaderboard`}>{run.leader.contestant}</Link>
      {others > 0 && <span className={table.soft}> {t('tied', { count: others })}</span>}
      {rated < WHOLE_PLAN && (
        <span className={table.second} data-warn={isShort(run.coverage) || undefined}>
          {t('ofPlan', { share: numbers.share(rated) })}
        </span>
      )}
    </>
  );
}
