import { useTranslations } from 'next-intl';
import type { RunSnapshot } from '../../_data/run-snapshot.ts';
import { useNumbers } from '../../_ui/use-numbers.ts';
import { forecastOf } from './run-forecast.ts';

/** Whether the run is healthy, when it ends and what it costs, in one sentence. */
export function RunAnswer({ snapshot }: { snapshot: RunSnapshot }) {
  const t = useTranslations('run');
  const numbers = useNumbers();
  const { run, progress, at } = snapshot;
  const { done, total, left, leftMs, cost } = forecastOf(snapshot);
  const failed = (progress.calls.FAILED ?? 0) + (progress.calls.BLOCKED ?? 0);
  const spend = run.plan.cost === null ? t('spendUnknown') : numbers.money(run.spend);
  const took = numbers.duration((run.endedAt ?? at) - (run.startedAt ?? at));
  const counted = { done: numbers.count(done), total: numbers.count(total), left: numbers.count(left) };
  switch (run.state) {
    case 'DRAFT':
    case 'PLANNED':
      return t('answerPlanned', { calls: numbers.count(run.plan.calls) });
    case 'RUNNING':
      return [
        failed > 0 ? t('answerFailing', { failed: numbers.count(failed) }) : t('answerHealthy'),
        leftMs === null ? t('answerNoPace', counted) : t('answerLeft', { time: numbers.forecast(leftMs) }),
        cost === null ? null : cost === 0 ? t('answerFree') : t('answerCost', { cost: numbers.money(cost) }),
      ]
        .filter((part) => part !== null)
        .join(t('comma'));
    case 'PAUSING':
      return t('answerPausing');
    case 'PAUSED':
      return t(`answerPaused_${run.pauseReason ?? 'user'}`, { ...counted, failed: numbers.count(failed) });
    case 'COMPLETED':
      return t('answerCompleted', { ...counted, took, spend });
    case 'COMPLETED_WITH_GAPS':
      return t('answerGaps', { ...counted, failed: numbers.count(failed), took });
    case 'CANCELLING':
      return t('answerCancelling');
    case 'CANCELLED':
      return t('answerCancelled', { ...counted, spend });
    case 'FAILED':
      return t('answerFailed');
  }
}
