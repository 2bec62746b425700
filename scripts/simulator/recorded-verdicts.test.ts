import { expect, test } from 'vitest';
import { RecordedVerdicts } from './recorded-verdicts.ts';

const recorded = new RecordedVerdicts([
  { prompt: ['q1'], a: ['good answer'], b: ['bad answer'], ab: 'A', ba: 'tie' },
  { prompt: ['q2'], a: ['good answer'], b: ['bad answer'], ab: 'error', ba: null },
  { prompt: ['q3'], a: ['first turn'], score: 6 },
  { prompt: ['q3', 'and then?'], a: ['first turn', 'second turn'], score: 3 },
]);
const ask = (...lines: string[]) => recorded.decide(lines.join('\n'));

test('the verdict recorded for that order is given, by shown position', () => {
  expect(ask('q1', 'A:', 'good answer', 'B:', 'bad answer')?.verdict).toBe('A');
  expect(ask('q1', 'A:', 'bad answer', 'B:', 'good answer')?.verdict).toBe('tie');
});

test('the same answers to another prompt have their own verdict', () => {
  expect(ask('q2', 'A:', 'good answer', 'B:', 'bad answer')?.verdict).toBe('error');
});

test('a score of the first turn and one of the whole conversation are told apart', () => {
  expect(ask('q3', 'A:', 'first turn')?.recordedScore).toBe(6);
  expect(ask('q3', 'A:', 'first turn', 'and then?', 'second turn')?.recordedScore).toBe(3);
});

test('what was not recorded is not made up', () => {
  expect(ask('q2', 'A:', 'bad answer', 'B:', 'good answer')).toBeNull();
  expect(ask('q1', 'A:', 'new answer', 'B:', 'newer answer')).toBeNull();
});
