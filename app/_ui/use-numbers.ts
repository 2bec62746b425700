import { useFormatter, useTranslations } from 'next-intl';
import { durationParts, roundedForecast } from './duration-parts.ts';
import { moneyFormat } from './money-format.ts';

/** Numbers as text, with the locale's separators and never more digits than they are worth. */
export function useNumbers() {
  const format = useFormatter();
  const t = useTranslations('duration');
  const duration = (milliseconds: number) => {
    const { unit, ...parts } = durationParts(milliseconds);
    return t(unit, parts);
  };
  return {
    count: (value: number) => format.number(value, { maximumFractionDigits: 0 }),
    /** A rate is never known to more than two digits. */
    rate: (value: number) => format.number(value, { maximumSignificantDigits: 2 }),
    /** Counts too large to read: 12.4M. */
    short: (value: number) => format.number(value, { notation: 'compact', maximumSignificantDigits: 3 }),
    money: (usd: number) => format.number(usd, moneyFormat(usd)),
    share: (part: number) =>
      format.number(part, { style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 }),
    duration,
    /** A duration that was estimated. */
    forecast: (milliseconds: number) => duration(roundedForecast(milliseconds)),
  };
}
