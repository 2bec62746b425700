import fc from 'fast-check';
import { expect, test } from 'vitest';
import { spreadLabels } from './slope-layout.ts';

test('labels that have room stay where they belong', () => {
  expect(spreadLabels([10, 50, 90], 14)).toEqual([10, 50, 90]);
});

test('labels that would overlap spread around their middle', () => {
  expect(spreadLabels([50, 50], 14)).toEqual([43, 57]);
});

test('no two labels overlap, and their order stays', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 300 }), { maxLength: 30 }), (wanted) => {
      const placed = spreadLabels(wanted, 14);
      const order = wanted.map((_, index) => index).sort((left, right) => wanted[left]! - wanted[right]!);
      for (let index = 1; index < order.length; index++) {
        expect(placed[order[index]!]! - placed[order[index - 1]!]!).toBeGreaterThanOrEqual(14 - 1e-9);
      }
    }),
  );
});
