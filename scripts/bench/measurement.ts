/** One number beside the number we hold ourselves to. */
export interface Measurement {
  name: string;
  /** The median of `values`; null when it could not be measured, and `skipped` says why. */
  measured: number | null;
  unit: string;
  /** Null for a number that only explains another one. */
  target: { bound: 'at least' | 'at most'; value: number } | null;
  /** Every repeat, in the order they were taken: the spread is part of the result. */
  values: number[];
  details: Record<string, unknown>;
  skipped?: string;
}

/** The middle value, or halfway between the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((left, right) => left - right);
  const middle = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(middle)] as number) + (sorted[Math.ceil(middle)] as number)) / 2;
}

/** Null where there is nothing to hold against a target. */
export function isMet({ measured, target }: Measurement): boolean | null {
  if (measured === null || target === null) return null;
  return target.bound === 'at least' ? measured >= target.value : measured <= target.value;
}

/** Hands a measurement to `run-all.ts`, or to whoever runs the file by itself: one JSON line on stdout. */
export function report(measurement: Omit<Measurement, 'measured' | 'details'> & { details?: object }): void {
  const { values } = measurement;
  const measured = values.length > 0 ? median(values) : null;
  process.stdout.write(`${JSON.stringify({ details: {}, ...measurement, measured })}\n`);
}

/** A line about progress, on stderr. */
export function note(text: string): void {
  process.stderr.write(`${text}\n`);
}

export function rounded(value: number, digits = 3): number {
  return Number(value.toPrecision(digits));
}
