import { useTranslations } from 'next-intl';
import type { JudgeMonth } from '#lib/db/judge-months.ts';
import { useNumbers } from '../_ui/use-numbers.ts';

/** What the judges cost this month, in one line. */
export function SpendAnswer({ months, month }: { months: readonly JudgeMonth[]; month: string }) {
  const t = useTranslations('prices');
  const numbers = useNumbers();
  const now = months.filter((line) => line.month === month);
  const spend = now.reduce((sum, line) => sum + line.spend, 0);
  if (now.length === 0) return t('nothingYet', { month });
  const isWhole = now.every(({ priceKnown }) => priceKnown);
  return t(isWhole ? 'spentThisMonth' : 'spentAtLeast', { month, spend: numbers.money(spend), judges: now.length });
}
