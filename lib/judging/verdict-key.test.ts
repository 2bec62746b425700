import { describe, expect, it } from 'vitest';
import { generalTemplate } from './general-template.ts';
import { verdictKey } from './verdict-key.ts';

const INPUT = { promptTurns: ['p'], context: null, reference: null, shownFirst: ['one'], shownSecond: ['two'] };

describe('verdict key', () => {
  it('holds what is asked and in which order it is shown', () => {
    expect(verdictKey({ template: generalTemplate, input: INPUT, turn: 2 })).toEqual({
      kind: 'pairwise',
      template: 'general',
      templateVersion: 1,
      promptTurns: ['p'],
      context: null,
      reference: [],
      shownFirst: ['one'],
      shownSecond: ['two'],
      turn: 2,
    });
  });

  it('does not hold the delimiter, which depends on a key of the installation', () => {
    const withKey = (delimiterKey: string) => ({ ...INPUT, delimiterKey });
    const key = (input: typeof INPUT) => verdictKey({ template: generalTemplate, input, turn: 0 });
    expect(generalTemplate.render(withKey('one'))).not.toEqual(generalTemplate.render(withKey('two')));
    expect(key(withKey('one'))).toEqual(key(withKey('two')));
  });
});
