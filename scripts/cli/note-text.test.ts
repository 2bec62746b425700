import { expect, test } from 'vitest';
import { callNoteText, runNoteText } from './note-text.ts';

test('a judge is said to refuse only when it does', () => {
  const host = 'judge.example:8000';
  expect(runNoteText({ code: 'refusing', host, cause: { code: 'said', said: '401 Incorrect API key.' } })).toBe(
    'The judge at judge.example:8000 refuses every request: 401 Incorrect API key. Mend the cause, then resume.',
  );
  expect(runNoteText({ code: 'unreachable', host, cause: { code: 'connection', system: 'ECONNREFUSED' } })).toBe(
    'The judge at judge.example:8000 cannot be reached: ECONNREFUSED. Mend the cause, then resume.',
  );
});

test('what others said stands as they said it', () => {
  expect(callNoteText({ code: 'said', said: '503 overloaded' })).toBe('503 overloaded');
  expect(callNoteText({ code: 'unparseable', said: '' })).toBe('no verdict in the reply: empty reply');
});

test('a run without a note needs no words', () => {
  expect(runNoteText(null)).toBe('');
  expect(runNoteText({ code: 'failedGaps', failed: 1 })).toMatch(/^1 call failed/);
});
