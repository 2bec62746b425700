import fc from 'fast-check';
import { expect, it } from 'vitest';
import { selectDatasetFiles } from './select-dataset-files.ts';

it('takes questions and answers from an MT-bench folder and names the rest', () => {
  const others = ['pairwise.jsonl.gz', 'published_table6_single_scores.csv', 'single_grade.jsonl.gz'];
  expect(selectDatasetFiles(['answers.jsonl.gz', ...others, 'questions.jsonl'])).toEqual({
    chosen: ['questions.jsonl', 'answers.jsonl.gz'],
    ignored: others,
    format: 'fastchat',
  });
});

it('takes model_answer from a FastChat folder, not reference answers or judgments', () => {
  const names = ['model_answer/b.jsonl', 'model_answer/a.jsonl', 'question.jsonl'];
  const others = ['model_judgment/gpt-4_single.jsonl', 'reference_answer/gpt-4.jsonl'];
  expect(selectDatasetFiles([...others, ...names])).toEqual({
    chosen: ['question.jsonl', 'model_answer/a.jsonl', 'model_answer/b.jsonl'],
    ignored: others,
    format: 'fastchat',
  });
  expect(selectDatasetFiles(['model_answer\\a.jsonl.gz'])).toMatchObject({
    chosen: ['model_answer\\a.jsonl.gz'],
    format: 'fastchat',
  });
});

it('takes answers alone as FastChat only when there is nothing else to read', () => {
  expect(selectDatasetFiles(['answers.jsonl', 'README.md'])).toMatchObject({
    chosen: ['answers.jsonl'],
    format: 'fastchat',
  });
  expect(selectDatasetFiles(['answers.jsonl', 'prompts.jsonl'])).toEqual({
    chosen: ['answers.jsonl', 'prompts.jsonl'],
    ignored: [],
    format: 'joust',
  });
});

it('takes every JSON Lines file of any other folder', () => {
  expect(selectDatasetFiles(['b.jsonl', 'a.JSONL.gz', 'deep/c.jsonl', 'notes.txt', 'x.json'])).toEqual({
    chosen: ['a.JSONL.gz', 'b.jsonl', 'deep/c.jsonl'],
    ignored: ['notes.txt', 'x.json'],
    format: 'joust',
  });
});

it.each([
  [
    ['b.json', 'a.json.gz', 'notes.csv'],
    ['a.json.gz', 'b.json'],
  ],
  [
    ['a.csv', 'b.tsv', 'c.parquet'],
    ['a.csv', 'b.tsv'],
  ],
  [['a.parquet', 'b.eval'], ['a.parquet']],
  [['m/samples_gsm8k.jsonl', 'm/results.json'], ['m/samples_gsm8k.jsonl']],
  [['a.eval', 'README.md'], ['a.eval']],
])('takes of %j the kind that is likeliest to hold answers', (names, chosen) => {
  expect(selectDatasetFiles(names).chosen).toEqual(chosen);
});

it('ignores hidden files, archive debris and the compressed twin of a file', () => {
  expect(selectDatasetFiles(['a.jsonl', 'a.jsonl.gz', '._a.jsonl', '__MACOSX/a.jsonl', '.git/x.jsonl'])).toMatchObject({
    chosen: ['a.jsonl'],
    format: 'joust',
  });
});

it('chooses nothing, and no format, where there is nothing to read', () => {
  expect(selectDatasetFiles([])).toEqual({ chosen: [], ignored: [], format: null });
  expect(selectDatasetFiles(['notes.txt'])).toEqual({ chosen: [], ignored: ['notes.txt'], format: null });
});

it('puts every name in one list, once', () => {
  const name = fc.constantFrom(
    'question.jsonl',
    'answers.jsonl',
    'a.jsonl',
    'a.jsonl.gz',
    '.b.jsonl',
    'model_answer/m.jsonl',
    'c.csv',
  );
  fc.assert(
    fc.property(fc.uniqueArray(name), (names) => {
      const { chosen, ignored } = selectDatasetFiles(names);
      expect([...chosen, ...ignored].sort()).toEqual([...names].sort());
    }),
  );
});
