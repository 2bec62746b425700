import { useTranslations } from 'next-intl';
import type { RunSnapshot } from '../../_data/run-snapshot.ts';
import { useNumbers } from '../../_ui/use-numbers.ts';

/** What a run of verdicts that were given elsewhere holds, in one sentence: nothing was asked, nothing was spent. */
export function ImportedAnswer({ snapshot: { run, progress } }: { snapshot: RunSnapshot }) {
  const t = useTranslations('imported');
  const numbers = useNumbers();
  const judgements = Object.values(progress.verdicts).reduce((sum, count) => sum + count, 0);
  return t('answer', { judgements: numbers.count(judgements), matches: numbers.count(run.plan.matches) });
}
