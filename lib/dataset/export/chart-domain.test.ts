import { expect, test } from 'vitest';
import { chartDomain, chartTicks } from './chart-domain.ts';

test('the axis holds every whisker and starts and ends at round numbers', () => {
  const domain = chartDomain([
    { rating: 1238, lower: 1200, upper: 1279 },
    { rating: 762, lower: 731, upper: 800 },
  ]);
  expect(domain).toEqual([700, 1300]);
  expect(chartTicks(domain)).toEqual([700, 800, 900, 1000, 1100, 1200, 1300]);
});

test('a side without a limit counts as far as the dot', () => {
  expect(
    chartDomain([
      { rating: 1200, lower: 1010, upper: null },
      { rating: 800, lower: null, upper: 990 },
    ]),
  ).toEqual([750, 1250]);
});

test('without intervals the dots decide', () => {
  const [low, high] = chartDomain([{ rating: 1000, lower: null, upper: null }]);
  expect(low).toBeLessThan(1000);
  expect(high).toBeGreaterThan(1000);
});
