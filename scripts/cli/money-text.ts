/** An amount of USD: cents from a dollar on, two digits below. */
export function moneyText(usd: number): string {
  return usd === 0 || usd >= 1 ? usd.toFixed(2) : usd.toPrecision(2);
}
