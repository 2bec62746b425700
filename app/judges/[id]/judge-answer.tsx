import { useTranslations } from 'next-intl';
import type { JudgeRunRecord } from '#lib/db/judge-pages.ts';
import { useNumbers } from '../../_ui/use-numbers.ts';

/** How far a judge can be trusted, in one line, over all its runs. */
export function JudgeAnswer({ judge, records }: { judge: string; records: readonly JudgeRunRecord[] }) {
  const t = useTranslations('judges');
  const numbers = useNumbers();
  const sum = (field: 'judgements' | 'usable' | 'decided' | 'firstWon' | 'bothOrders' | 'inconsistent') =>
    records.reduce((total, record) => total + record[field], 0);
  if (sum('judgements') === 0) return t('answerNothing', { judge });
  const usable = t('answerUsable', { judge, share: numbers.share(sum('usable') / sum('judgements')) });
  const first =
    sum('decided') > 0 ? t('answerFirst', { share: numbers.share(sum('firstWon') / sum('decided')) }) : null;
  const consistent =
    sum('bothOrders') > 0
      ? t('answerInconsistent', { share: numbers.share(sum('inconsistent') / sum('bothOrders')) })
      : null;
  return [usable, consistent, first].filter((part) => part !== null).join(t('comma'));
}
