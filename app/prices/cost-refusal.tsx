import { useTranslations } from 'next-intl';
import { Notice } from '../_ui/notice.tsx';
import type { CostAnswer } from './actions.ts';

/** Why something was not changed. */
export function CostRefusal({ answer }: { answer: CostAnswer | 'unreachable' | null }) {
  const t = useTranslations('prices');
  if (answer === null || answer === 'done') return null;
  return <Notice kind="error">{t(answer)}</Notice>;
}
