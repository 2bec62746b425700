import { useTranslations } from 'next-intl';
import { isShort } from '#lib/pipeline/plan-shortfall.ts';
import { forecastOf } from '#lib/pipeline/run-forecast.ts';
import type { RunSnapshot } from '../../_data/run-snapshot.ts';
import { useCoverageWords } from '../../_ui/use-coverage-words.ts';
import { useNoteWords } from '../../_ui/use-note-words.ts';
import { useNumbers } from '../../_ui/use-numbers.ts';

/** Whether the run is healthy, when it ends and what it costs, in one sentence; what has no verdict is part of it. */
export function RunAnswer({ snapshot }: { snapshot: RunSnapshot }) {
  const t = useTranslations('run');
  const numbers = useNumbers();
  const notes = useNoteWords();
  const words = useCoverageWords(snapshot.coverage);
  const { run, progress, coverage } = snapshot;
  const { done, total, left, leftMs, cost } = forecastOf(snapshot);
  const failed = (progress.calls.FAILED ?? 0) + (progress.calls.BLOCKED ?? 0);
  const spend = run.plan.cost === null ? t('spendUnknown') : numbers.money(run.spend);
  const took = numbers.duration(run.runningMs);
  const { text, said } = run.stateNote ? notes.run(run.stateNote) : { text: null, said: null };
  const note = text ?? said ?? '';
  const counted = { done: numbers.count(done), total: numbers.count(total), left: numbers.count(left) };
  const gaps = [coverage.withoutVerdict > 0 ? words.missing : null, words.contradictory].filter(
    (part) => part !== null,
  );
  /** An answer that is true and yet misleads unless what is missing stands in it. */
  const qualified = (answer: string) =>
    gaps.length === 0 ? answer : t('but', { answer, gaps: gaps.join(t('comma')) });
  const running = (outlook: string) => {
    if (failed > 0) return [t('answerFailing', { failed: numbers.count(failed) }), outlook].join(t('comma'));
    const notable = [isShort(coverage) ? words.missing : null, words.contradictory].filter((part) => part !== null);
    if (notable.length > 0) return t('answerUnwell', { gaps: notable.join(t('comma')), outlook });
    if (coverage.withoutVerdict === 0) return [t('answerHealthy'), outlook].join(t('comma'));
    const missing = numbers.count(coverage.withoutVerdict);
    return t('answerFewMissing', { outlook, missing, matches: numbers.count(coverage.matches) });
  };
  switch (run.state) {
    case 'DRAFT':
    case 'PLANNED':
      return t('answerPlanned', { calls: numbers.count(run.plan.calls) });
    case 'RUNNING':
      return running(
        [
          leftMs === null ? t('answerNoPace', counted) : t('answerLeft', { time: numbers.forecast(leftMs) }),
          cost === null ? null : cost === 0 ? t('answerFree') : t('answerCost', { cost: numbers.money(cost) }),
        ]
          .filter((part) => part !== null)
          .join(t('comma')),
      );
    case 'PAUSING':
      return qualified(t('answerPausing'));
    case 'PAUSED':
      return qualified(
        t(`answerPaused_${run.pauseReason ?? 'user'}`, { ...counted, failed: numbers.count(failed), note }),
      );
    case 'COMPLETED':
      return gaps.length === 0
        ? t('answerCompleted', { ...counted, took, spend })
        : qualified(t('answerCompletedIn', { took }));
    case 'COMPLETED_WITH_GAPS':
      return t('answerGaps', { took, gaps: gaps.join(t('comma')) });
    case 'CANCELLING':
      return t('answerCancelling');
    case 'CANCELLED':
      return qualified(t('answerCancelled', { ...counted, spend }));
    case 'FAILED':
      return qualified(t('answerFailed'));
  }
}
