import { describe, expect, it } from 'vitest';
import { advancement, resolveMatch } from './resolve-match.ts';

describe('resolve match', () => {
  it('takes the verdict of a single judgement', () => {
    expect(resolveMatch(['a'])).toBe('a');
    expect(resolveMatch(['tie'])).toBe('tie');
    expect(resolveMatch(['refused'])).toBe('unusable');
  });

  it('takes what both orders agree on', () => {
    expect(resolveMatch(['b', 'b'])).toBe('b');
    expect(resolveMatch(['tie', 'tie'])).toBe('tie');
  });

  it('calls any difference inconsistent, a tie against a win too', () => {
    expect(resolveMatch(['a', 'b'])).toBe('inconsistent');
    expect(resolveMatch(['tie', 'a'])).toBe('inconsistent');
  });

  it('is unusable when one order is, for whatever reason, in whatever place', () => {
    for (const state of ['unparseable', 'refused', 'truncated', 'blocked', 'error'] as const) {
      expect(resolveMatch(['a', state])).toBe('unusable');
      expect(resolveMatch([state, 'tie'])).toBe('unusable');
      expect(resolveMatch([state, state])).toBe('unusable');
    }
  });

  it('does not resolve a match without judgements', () => {
    expect(() => resolveMatch([])).toThrow(/at least one judgement/);
  });
});

describe('advancement', () => {
  it('sends the winner on', () => {
    expect(advancement({ result: 'b', seedSide: 'a' })).toEqual({ side: 'b', by: 'verdict' });
  });

  it('sends the side the seed prefers on where nobody won, and says why', () => {
    expect(advancement({ result: 'tie', seedSide: 'b' })).toEqual({ side: 'b', by: 'tie' });
    expect(advancement({ result: 'inconsistent', seedSide: 'a' })).toEqual({ side: 'a', by: 'tie' });
    expect(advancement({ result: 'unusable', seedSide: 'b' })).toEqual({ side: 'b', by: 'unusable' });
  });
});
