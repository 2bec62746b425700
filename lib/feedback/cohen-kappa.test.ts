import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type DecidedVerdict, verdictAgreement } from './cohen-kappa.ts';

const WORDS: DecidedVerdict[] = ['a', 'b', 'tie'];
const OTHER: Record<DecidedVerdict, DecidedVerdict> = { a: 'b', b: 'a', tie: 'tie' };

/** κ of a square table, from the definition. */
function naiveKappa(pairs: readonly (readonly [DecidedVerdict, DecidedVerdict])[]): number {
  const share = (test: (pair: readonly [DecidedVerdict, DecidedVerdict]) => boolean) =>
    pairs.filter(test).length / pairs.length;
  const observed = share(([first, second]) => first === second);
  const chance = WORDS.reduce(
    (sum, word) => sum + share(([first]) => first === word) * share(([, second]) => second === word),
    0,
  );
  return (observed - chance) / (1 - chance);
}

const pair = fc.tuple(fc.constantFrom(...WORDS), fc.constantFrom(...WORDS));

test('kappa is that of the table in which every match stands both ways round', () => {
  fc.assert(
    fc.property(fc.array(pair, { minLength: 1, maxLength: 40 }), (pairs) => {
      const both = pairs.flatMap(([first, second]) => [
        [first, second] as const,
        [OTHER[first], OTHER[second]] as const,
      ]);
      const kappa = verdictAgreement(pairs)?.kappa;
      if (kappa === null || kappa === undefined) expect(pairs.every(([x, y]) => x === 'tie' && y === 'tie')).toBe(true);
      else expect(kappa).toBeCloseTo(naiveKappa(both), 9);
    }),
  );
});

test('always the same is 1, always the opposite is below chance', () => {
  expect(
    verdictAgreement([
      ['a', 'a'],
      ['b', 'b'],
      ['tie', 'tie'],
    ]),
  ).toMatchObject({ agreed: 3, share: 1, kappa: 1 });
  expect(
    verdictAgreement([
      ['a', 'b'],
      ['b', 'a'],
    ])?.kappa,
  ).toBe(-1);
  expect(verdictAgreement([])).toBeNull();
});
