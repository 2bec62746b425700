/** Whether a difference is one: its interval does not hold 0. */
export function isSure({ lower, upper }: { lower: number | null; upper: number | null }): boolean {
  return lower !== null && upper !== null && (lower > 0 || upper < 0);
}
