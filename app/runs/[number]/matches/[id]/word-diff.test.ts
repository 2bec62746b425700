import fc from 'fast-check';
import { expect, test } from 'vitest';
import { wordDiff } from './word-diff.ts';

test('each side is its own text, whole, with what the other lacks', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 200 }), fc.string({ maxLength: 200 }), (a, b) => {
      const diff = wordDiff(a, b);
      expect(diff?.a.map(({ text }) => text).join('')).toBe(a);
      expect(diff?.b.map(({ text }) => text).join('')).toBe(b);
      const shared = (side: 'a' | 'b') =>
        diff?.[side]
          .filter(({ only }) => !only)
          .map(({ text }) => text)
          .join('');
      expect(shared('a')).toBe(shared('b'));
    }),
  );
});

test('words are told apart, not letters', () => {
  const diff = wordDiff('the quick fox', 'the slow fox');
  expect(diff?.a.filter(({ only }) => only)).toEqual([{ text: 'quick', only: true }]);
  expect(diff?.b.filter(({ only }) => only)).toEqual([{ text: 'slow', only: true }]);
});
