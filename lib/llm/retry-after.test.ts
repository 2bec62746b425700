import { describe, expect, it } from 'vitest';
import { retryAfterMs } from './retry-after.ts';

const NOW = Date.parse('2026-03-01T12:00:00Z');
const wait = (headers: Record<string, string>) => retryAfterMs(new Headers(headers), { now: NOW });

describe('retry-after', () => {
  it('reads seconds, fractions, milliseconds and HTTP dates', () => {
    expect(wait({ 'retry-after': '7' })).toBe(7000);
    expect(wait({ 'retry-after': '0.25' })).toBe(250);
    expect(wait({ 'retry-after-ms': '40', 'retry-after': '7' })).toBe(40);
    expect(wait({ 'retry-after': 'Sun, 01 Mar 2026 12:00:30 GMT' })).toBe(30_000);
  });

  it('takes a date in the past for no wait, and no wait for more than a day', () => {
    expect(wait({ 'retry-after': 'Sun, 01 Mar 2026 11:00:00 GMT' })).toBe(0);
    expect(wait({ 'retry-after': '99999999' })).toBe(86_400_000);
  });

  it('says nothing where nothing can be read', () => {
    for (const text of ['', 'soon', '-5', '1e3', 'NaN']) expect(wait({ 'retry-after': text })).toBeNull();
    expect(wait({})).toBeNull();
    expect(wait({ 'retry-after-ms': 'x', 'retry-after': '2' })).toBe(2000);
  });
});
