import { describe, expect, it } from 'vitest';
import { percentileInterval } from './interval.ts';
import { quantile } from './quantile.ts';

describe('percentileInterval', () => {
  it('takes the percentiles and the standard deviation of the values', () => {
    const values = Float64Array.from({ length: 101 }, (_, index) => 100 - index);
    const { se, lower, upper } = percentileInterval({ rating: 50, values, tail: 0.05 });
    expect(lower).toBeCloseTo(5, 9);
    expect(upper).toBeCloseTo(95, 9);
    expect(se).toBeCloseTo(29.3, 1);
  });

  it('has no limit, and no standard error, on a side to which no resample moved', () => {
    const above = percentileInterval({ rating: 9, values: Float64Array.of(1, 2, 3), tail: 0.25 });
    expect(above).toEqual({ se: null, lower: 1.5, upper: null });
    const still = percentileInterval({ rating: 2, values: Float64Array.of(2, 2, 2), tail: 0.25 });
    expect(still).toEqual({ se: null, lower: null, upper: null });
  });
});

describe('quantile', () => {
  it('interpolates between the neighbours', () => {
    expect(quantile([1, 2, 3], 0.25)).toBe(1.5);
    expect(quantile([1, 2, 3], 1)).toBe(3);
  });

  it('throws without numbers', () => {
    expect(() => quantile([], 0.5)).toThrow(RangeError);
  });
});
