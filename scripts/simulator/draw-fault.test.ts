import { expect, test } from 'vitest';
import { drawFault } from './draw-fault.ts';
import { parseFaults } from './parse-faults.ts';

test('a list of faults is read', () => {
  expect(parseFaults('429:.05, timeout:1e-2')).toEqual([
    { kind: '429', share: 0.05 },
    { kind: 'timeout', share: 0.01 },
  ]);
  expect(parseFaults('')).toEqual([]);
});

test.each(['429', 'typo:.1', '200:.1', '429:-1', '429:x', '429:.6,500:.6', '429:.1:.2'])('%s is refused', (text) => {
  expect(() => parseFaults(text)).toThrow(/simulator-faults/);
});

test('faults come as often as asked, and the same try always meets the same fault', () => {
  const faults = parseFaults('429:.1,timeout:.2');
  const draw = (index: number) => drawFault(faults, { seed: 's', requestHash: `r${index % 5000}`, number: 1 });
  const drawn = Array.from({ length: 10_000 }, (_, index) => draw(index));
  const share = (kind: string | null) => drawn.filter((one) => one === kind).length / drawn.length;
  expect(share('429')).toBeCloseTo(0.1, 1);
  expect(share('timeout')).toBeCloseTo(0.2, 1);
  expect(drawn.slice(0, 5000)).toEqual(drawn.slice(5000));
});

test('another try of the same request draws again', () => {
  const faults = parseFaults('500:.5');
  const tries = Array.from({ length: 40 }, (_, number) => drawFault(faults, { seed: '', requestHash: 'r', number }));
  expect(new Set(tries)).toEqual(new Set(['500', null]));
});
