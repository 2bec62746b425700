import { describe, expect, it } from 'vitest';
import { type ComparedMatch, verdictFlips } from './verdict-flips.ts';

function match(id: string, names: string, state: string, promptId = 'p1'): ComparedMatch {
  const [a, b] = names.split(' ') as [string, string];
  return { id, promptId, promptKey: promptId, category: null, replicate: 0, a, b, state };
}

describe('verdictFlips', () => {
  it('joins matches whichever way round they stand, and tells reversals from changes', () => {
    const first = [
      match('1', 'x y', 'a'),
      match('2', 'x z', 'a'),
      match('3', 'y z', 'tie'),
      match('4', 'x y', 'b', 'p2'),
    ];
    const second = [
      match('5', 'y x', 'b'),
      match('6', 'z x', 'a'),
      match('7', 'y z', 'a'),
      match('8', 'x y', 'error', 'p2'),
    ];
    const found = verdictFlips({ first, second, subject: null });
    expect(found.common).toBe(3);
    expect(found.agreement).toMatchObject({ matches: 3, agreed: 1 });
    expect(found.flips.map(({ a, b, kind, first: one, second: two }) => [a, b, kind, one.id, two.id])).toEqual([
      ['x', 'z', 'reversed', '2', '6'],
      ['y', 'z', 'changed', '3', '7'],
    ]);
    expect(found.prompts).toEqual([{ promptKey: 'p1', category: null, matches: 3, changed: 1, reversed: 1 }]);
  });

  it('lets one checkpoint stand for another against common opponents', () => {
    const first = [match('1', 'old y', 'a'), match('2', 'old z', 'a'), match('3', 'y z', 'a')];
    const second = [
      match('4', 'new y', 'b'),
      match('5', 'z new', 'b'),
      match('6', 'y z', 'b'),
      match('7', 'new old', 'a'),
    ];
    const found = verdictFlips({ first, second, subject: { first: 'old', second: 'new' } });
    expect(found.common).toBe(2);
    expect(found.flips).toMatchObject([{ a: 'old', b: 'y', kind: 'reversed' }]);
  });

  it('counts contradictions apart from agreement', () => {
    const first = [match('1', 'x y', 'inconsistent'), match('2', 'x z', 'a')];
    const second = [match('3', 'x y', 'a'), match('4', 'x z', 'inconsistent')];
    const found = verdictFlips({ first, second, subject: null });
    expect(found).toMatchObject({ common: 2, agreement: null, inconsistent: { first: 1, second: 1, both: 0 } });
    expect(found.flips.map(({ kind }) => kind)).toEqual(['changed', 'changed']);
  });
});
