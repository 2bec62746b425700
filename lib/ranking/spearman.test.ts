import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { averageRanks } from './average-ranks.ts';
import { spearman } from './spearman.ts';

const SHARED = process.env.JOUST_SHARED_DATA ?? '../shared/data';
const PUBLISHED = `${SHARED}/alpaca_eval2/benchmarks_with_arena_elo.csv`;

describe('average ranks', () => {
  it('give equal values the mean of their places', () => {
    expect([...averageRanks([30, 10, 20, 20])]).toEqual([4, 1, 2.5, 2.5]);
  });

  it('refuse what cannot be ordered', () => {
    expect(() => averageRanks([1, Number.NaN])).toThrow('value 2 is NaN');
  });
});

describe('Spearman', () => {
  it('gives the textbook value of ten students: 1 − 6·194 / (10·99) = −0.17576', () => {
    const iq = [106, 100, 86, 101, 99, 103, 97, 113, 112, 110];
    const hours = [7, 27, 2, 50, 28, 29, 20, 12, 6, 17];
    expect(spearman(iq, hours)).toBeCloseTo(-29 / 165, 12);
  });

  it('is 1 for any growing function, −1 for any falling one, and unknown without differences', () => {
    expect(spearman([1, 2, 3], [10, 1000, 1001])).toBe(1);
    expect(spearman([1, 2, 3], [5, 4, -9])).toBe(-1);
    expect(spearman([1, 2, 3], [7, 7, 7])).toBeNull();
  });

  it('equals a naive count of ranks', () => {
    const value = fc.integer({ min: 0, max: 6 });
    fc.assert(
      fc.property(fc.array(fc.tuple(value, value), { minLength: 2, maxLength: 30 }), (pairs) => {
        const left = pairs.map(([x]) => x);
        const right = pairs.map(([, y]) => y);
        const expected = naive(left, right);
        const got = spearman(left, right);
        if (expected === null) expect(got).toBeNull();
        else expect(got).toBeCloseTo(expected, 10);
      }),
    );
  });

  it.skipIf(!existsSync(PUBLISHED))('gives 0.974630 and 0.930528 for AlpacaEval 2 against the Arena', () => {
    const rows: Record<string, string>[] = parse(readFileSync(PUBLISHED), {
      columns: true,
      relax_column_count: true,
    });
    const arena = Object.keys(rows[0]!).find((name) => name.includes('Feb 2, 2024')) as string;
    const correlation = (column: string) => {
      const both = rows.filter((row) => (row[arena] ?? '') !== '' && (row[column] ?? '') !== '');
      expect(both).toHaveLength(37);
      const numbers = (name: string) => both.map((row) => Number(row[name]));
      return spearman(numbers(column), numbers(arena));
    };
    expect(correlation('LC AlpacaEval 2.0')).toBeCloseTo(0.97463, 6);
    expect(correlation('AlpacaEval 2.0')).toBeCloseTo(0.930528, 6);
  });
});

function naive(left: number[], right: number[]): number | null {
  const rank = (values: number[]) =>
    values.map(
      (value) => values.filter((other) => other < value).length + (values.filter((o) => o === value).length + 1) / 2,
    );
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const x = rank(left);
  const y = rank(right);
  const covariance = mean(x.map((value, index) => value * y[index]!)) - mean(x) * mean(y);
  const variance = (values: number[]) => mean(values.map((value) => value ** 2)) - mean(values) ** 2;
  const scale = variance(x) * variance(y);
  return scale < 1e-12 ? null : covariance / Math.sqrt(scale);
}
