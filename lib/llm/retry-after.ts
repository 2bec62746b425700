/** A day: longer waits are taken for a mistake of the provider, or for a date read with a wrong clock. */
const LONGEST_MS = 24 * 3_600_000;

/**
 * How long the provider asks us to wait, from `retry-after-ms`, or `retry-after` in seconds or as an HTTP date
 * (RFC 9110, section 10.2.3).
 * @param options.now the present as milliseconds since 1970
 * @returns milliseconds, 0 to one day; null when it does not say or cannot be read
 */
export function retryAfterMs(headers: Headers, options: { now: number }): number | null {
  const milliseconds = decimal(headers.get('retry-after-ms'));
  if (milliseconds !== null) return clamp(milliseconds);
  const told = headers.get('retry-after')?.trim();
  if (!told) return null;
  const seconds = decimal(told);
  if (seconds !== null) return clamp(seconds * 1000);
  // A bare or signed number is no date, although Date.parse would make a year of it.
  const date = /[a-z]/i.test(told) ? Date.parse(told) : Number.NaN;
  return Number.isNaN(date) ? null : clamp(date - options.now);
}

function decimal(text: string | null): number | null {
  return text !== null && /^\s*\d+(\.\d+)?\s*$/.test(text) ? Number(text) : null;
}

function clamp(milliseconds: number): number {
  return Math.ceil(Math.min(Math.max(milliseconds, 0), LONGEST_MS));
}
