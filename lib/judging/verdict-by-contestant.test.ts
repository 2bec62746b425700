import { expect, it } from 'vitest';
import { verdictByContestant } from './verdict-by-contestant.ts';

it('gives a letter to the contestant that was shown under it', () => {
  expect(verdictByContestant({ shown: 'A', first: 'a' })).toBe('a');
  expect(verdictByContestant({ shown: 'A', first: 'b' })).toBe('b');
  expect(verdictByContestant({ shown: 'B', first: 'a' })).toBe('b');
  expect(verdictByContestant({ shown: 'B', first: 'b' })).toBe('a');
  expect(verdictByContestant({ shown: 'tie', first: 'b' })).toBe('tie');
});
