import Link from 'next/link';
import { useFormatter, useTranslations } from 'next-intl';
import type { ContestantRow, ContestantSubmission } from '#lib/db/contestant-pages.ts';
import table from '../../_ui/table.module.css';
import { useNumbers } from '../../_ui/use-numbers.ts';
import { DeleteSubmission } from './delete-submission.tsx';

/** What a contestant uploaded, newest first, and what deleting it would do. */
export function Submissions({ contestant }: { contestant: ContestantRow }) {
  const t = useTranslations('contestants');
  return (
    <section className={table.section}>
      <h2>{t('submissionList')}</h2>
      {contestant.submissions.length === 0 ? (
        <p className={table.soft}>{t('noSubmissions')}</p>
      ) : (
        <div className={table.frame}>
          <table className={table.table} data-cards>
            <thead>
              <tr>
                <th scope="col">{t('benchmark')}</th>
                <th scope="col">{t('file')}</th>
                <th scope="col" data-number>
                  {t('answers')}
                </th>
                <th scope="col">{t('playedIn')}</th>
                <th scope="col">{t('uploaded')}</th>
                <th scope="col">
                  <span className="visually-hidden">{t('delete')}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {contestant.submissions.map((submission) => (
                <SubmissionLine key={submission.id} submission={submission} contestant={contestant.name} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

function SubmissionLine(props: { submission: ContestantSubmission; contestant: string }) {
  const t = useTranslations('contestants');
  const format = useFormatter();
  const numbers = useNumbers();
  const { submission } = props;
  return (
    <tr>
      <td className={table.name}>
        <Link href={`/benchmarks/${submission.benchmarkId}`}>{submission.benchmark}</Link>
      </td>
      <td className={table.text}>{submission.fileName}</td>
      <td data-number data-label={t('answers')}>
        {numbers.count(submission.answers)}
        {submission.empty > 0 && !submission.deletedAt && (
          <span className={table.second} data-warn>
            {t('emptyAnswers', { count: submission.empty })}
          </span>
        )}
      </td>
      <td data-label={t('playedIn')}>
        {submission.runs.length === 0
          ? t('noRuns')
          : submission.runs.map((run, index) => (
              <span key={run}>
                {index > 0 && ', '}
                <Link href={`/runs/${run}`}>#{run}</Link>
              </span>
            ))}
      </td>
      <td className={table.when}>{format.dateTime(submission.createdAt, { dateStyle: 'medium' })}</td>
      <td>
        {submission.deletedAt ? (
          <span className={table.soft}>
            {t('erasedAt', { date: format.dateTime(submission.deletedAt, { dateStyle: 'medium' }) })}
          </span>
        ) : (
          <DeleteSubmission
            id={submission.id}
            answers={submission.answers}
            runs={submission.runs}
            name={t('submissionName', { contestant: props.contestant, file: submission.fileName })}
          />
        )}
      </td>
    </tr>
  );
}
