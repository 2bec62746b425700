/** How to write US dollars: cents from a dollar on, two significant digits below. */
export function moneyFormat(usd: number) {
  const common = { style: 'currency', currency: 'USD', currencyDisplay: 'narrowSymbol' } as const;
  if (usd === 0) return { ...common, minimumFractionDigits: 0, maximumFractionDigits: 0 };
  if (Math.abs(usd) >= 0.995) return { ...common, minimumFractionDigits: 2, maximumFractionDigits: 2 };
  return { ...common, minimumSignificantDigits: 2, maximumSignificantDigits: 2 };
}
