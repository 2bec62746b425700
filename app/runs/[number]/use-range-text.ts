import { useTranslations } from 'next-intl';

/** A range of an estimate in words; one number where both ends read the same. */
export function useRangeText(): (range: { low: number; high: number }, text: (value: number) => string) => string {
  const t = useTranslations('trial');
  return (range, text) => {
    const [low, high] = [text(range.low), text(range.high)];
    return low === high ? low : t('range', { low, high });
  };
}
