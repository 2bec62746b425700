/** The first day of the month after one: `2026-12-01` after `2026-11`. */
export function firstDayAfter(month: string): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number, 1)).toISOString().slice(0, 10);
}
