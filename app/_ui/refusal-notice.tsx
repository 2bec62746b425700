import { useTranslations } from 'next-intl';
import { Notice } from './notice.tsx';
import type { ChangeRefusal } from './use-change.ts';

/** Why a change was not made, and what can be done about it. */
export function RefusalNotice({ refusal }: { refusal: ChangeRefusal | null }) {
  const t = useTranslations('change');
  if (refusal === null) return null;
  if (refusal.kind !== 'refused') return <Notice kind="error">{t(refusal.kind)}</Notice>;
  const { expected, got, fix } = refusal.report;
  return <Notice kind="error">{t('refused', { expected, got, fix })}</Notice>;
}
