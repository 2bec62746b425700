import { expect, test } from 'vitest';
import type { JudgementDetail, MatchDetail } from '#lib/db/match-detail.ts';
import { matchStory } from './verdict-words.ts';

const match = { contestantA: 'x', contestantB: 'y', state: 'a', generation: 1 } as MatchDetail;
const judged = (verdict: string, first: string, more: Partial<JudgementDetail> = {}) =>
  ({ verdict, first, generation: 1, source: 'call', ...more }) as JudgementDetail;

test('a win counts the judgements of its generation alone', () => {
  const judgements = [judged('a', 'a'), judged('a', 'b'), judged('b', 'a'), judged('b', 'b', { generation: 0 })];
  expect(matchStory(match, judgements)).toEqual({ code: 'decided', winner: 'x', loser: 'y', agree: 2, all: 3 });
});

test('contradictions by position are named as such', () => {
  const inconsistent = { ...match, state: 'inconsistent' } as MatchDetail;
  const byPosition = (...judgements: JudgementDetail[]) => matchStory(inconsistent, judgements);
  expect(byPosition(judged('a', 'a'), judged('b', 'b'))).toMatchObject({ byPosition: 'first' });
  expect(byPosition(judged('b', 'a'), judged('a', 'b'))).toMatchObject({ byPosition: 'second' });
  expect(byPosition(judged('a', 'a'), judged('tie', 'b'))).toMatchObject({ byPosition: null });
});

test('identical answers, ties, unusable replies and matches to come are told apart', () => {
  const tie = { ...match, state: 'tie' } as MatchDetail;
  expect(matchStory(tie, [judged('tie', 'a', { source: 'identical' })])).toEqual({ code: 'identical' });
  expect(matchStory(tie, [judged('tie', 'a')])).toEqual({ code: 'tie', all: 1 });
  expect(matchStory({ ...match, state: 'refused' }, [])).toEqual({ code: 'unusable', state: 'refused' });
  expect(matchStory({ ...match, state: 'waiting' }, [])).toEqual({ code: 'waiting' });
});
