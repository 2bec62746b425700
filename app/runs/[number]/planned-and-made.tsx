import { useTranslations } from 'next-intl';
import type { RunSnapshot } from '../../_data/run-snapshot.ts';
import table from '../../_ui/table.module.css';
import { useNumbers } from '../../_ui/use-numbers.ts';
import { useRangeText } from './use-range-text.ts';

/** What was planned, and expected after a trial, beside what came; of a run that has ended and was paid for. */
export function PlannedAndMade({ run }: { run: RunSnapshot['run'] }) {
  const t = useTranslations('trial');
  const numbers = useNumbers();
  const rangeText = useRangeText();
  const { plan } = run;
  if (run.endedAt === null || run.requests === 0 || (run.priceKnown && run.spend === 0)) return null;
  const cost = (range: { low: number; high: number } | null) =>
    range === null ? t('unknown') : rangeText(range, numbers.money);
  const rows = [
    { name: t('planned'), calls: plan.calls, tokens: plan.tokens, cost: cost(plan.cost) },
    ...(plan.afterTrial
      ? [{ name: t('afterTrial'), calls: plan.calls, tokens: plan.afterTrial.tokens, cost: cost(plan.afterTrial.cost) }]
      : []),
    {
      name: t('made'),
      calls: run.requests,
      tokens: { input: run.inputTokens, output: run.outputTokens },
      cost: run.priceKnown ? numbers.money(run.spend) : t('unknown'),
    },
  ];
  return (
    <section className={table.section} aria-labelledby="planned-title">
      <h2 id="planned-title">{t('plannedTitle')}</h2>
      <div className={table.frame}>
        <table className={table.table} data-cards>
          <thead>
            <tr>
              <th scope="col">{t('what')}</th>
              {(['calls', 'input', 'output', 'cost'] as const).map((column) => (
                <th key={column} scope="col" data-number>
                  {t(`column_${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.name}>
                <td className={table.name}>{row.name}</td>
                <td data-number data-label={t('column_calls')}>
                  {numbers.count(row.calls)}
                </td>
                <td data-number data-label={t('column_input')}>
                  {numbers.count(row.tokens.input)}
                </td>
                <td data-number data-label={t('column_output')}>
                  {numbers.count(row.tokens.output)}
                </td>
                <td data-number data-label={t('column_cost')}>
                  {row.cost}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
