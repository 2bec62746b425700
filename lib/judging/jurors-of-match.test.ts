import { expect, it } from 'vitest';
import { type Juror, jurorsOfMatch } from './jurors-of-match.ts';

const juror = (judgeVersionId: string, seat: number, more: Partial<Juror> = {}): Juror => ({
  judgeVersionId,
  seat,
  weight: 1,
  categories: [],
  family: null,
  generation: 0,
  ...more,
});
const open = { generation: 0, excludeFamily: false };
const closed = { generation: 0, excludeFamily: true };
const ids = (jury: Juror[], match: { category: string | null; families: (string | null)[] }, rule = open) =>
  jurorsOfMatch(jury, match, rule).map((one) => one.judgeVersionId);

it('asks every seat, in order of seats', () => {
  const jury = [juror('third', 2), juror('first', 0), juror('second', 1)];
  expect(ids(jury, { category: null, families: [null, null] })).toEqual(['first', 'second', 'third']);
});

it('takes of a seat the version for the category, else the one for all others', () => {
  const jury = [juror('general', 0), juror('translation', 0, { categories: ['translation', 'subtitles'] })];
  expect(ids(jury, { category: 'subtitles', families: [] })).toEqual(['translation']);
  expect(ids(jury, { category: 'coding', families: [] })).toEqual(['general']);
  expect(ids(jury, { category: null, families: [] })).toEqual(['general']);
});

it('leaves a seat empty that has no version for the category', () => {
  const jury = [juror('translation', 0, { categories: ['translation'] }), juror('all', 1)];
  expect(ids(jury, { category: 'coding', families: [] })).toEqual(['all']);
});

it("leaves out judges of a contestant's family where the run says so, and only there", () => {
  const jury = [juror('exaone', 0, { family: 'exaone' }), juror('gemma', 1, { family: 'google' }), juror('own', 2)];
  const match = { category: null, families: ['exaone', null] };
  expect(ids(jury, match)).toEqual(['exaone', 'gemma', 'own']);
  expect(ids(jury, match, closed)).toEqual(['gemma', 'own']);
  expect(ids(jury, { category: null, families: [null, null] }, closed)).toEqual(['exaone', 'gemma', 'own']);
});

it('leaves nobody where all are related', () => {
  expect(ids([juror('one', 0, { family: 'qwen' })], { category: null, families: ['qwen', 'meta'] }, closed)).toEqual(
    [],
  );
});

it('asks the judges of a re-judging for that generation', () => {
  const jury = [juror('before', 0), juror('after', 0, { generation: 1 })];
  expect(ids(jury, { category: null, families: [] }, { generation: 1, excludeFamily: false })).toEqual(['after']);
});
