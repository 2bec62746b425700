import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { JoustError } from '#lib/errors.ts';
import { judgesOf } from './jury-options.ts';

const URL = 'https://api.example/v1';
const folder = mkdtempSync(join(tmpdir(), 'joust-jury-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

function codeOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof JoustError) return error.report.code;
  }
  return 'none';
}

it('reads judges one by one, with what is said for all of them', () => {
  expect(judgesOf({ judge: ['gpt-5-mini*2', 'qwen@http://localhost:1/v1'], temperature: 0.5 }, URL)).toEqual([
    { endpoint: URL, model: 'gpt-5-mini', weight: 2, temperature: 0.5 },
    { endpoint: 'http://localhost:1/v1', model: 'qwen', temperature: 0.5 },
  ]);
  expect(judgesOf({ judgeModel: 'one' }, URL)).toMatchObject([{ endpoint: URL, model: 'one' }]);
  expect(judgesOf({}, URL)).toBeNull();
});

it('reads a jury from YAML and from JSON', () => {
  const judges = [
    { endpoint: URL, model: 'gpt-5-mini', weight: 2, temperature: 0.5 },
    { endpoint: 'http://localhost:1/v1', model: 'qwen', family: 'qwen', temperature: 1 },
  ];
  const yaml =
    '- {model: gpt-5-mini, weight: 2}\n- model: qwen\n  endpoint: http://localhost:1/v1\n  family: qwen\n  temperature: 1\n';
  const json = JSON.stringify([{ model: 'gpt-5-mini', weight: 2 }, judges[1]]);
  expect(judgesOf({ jury: file('jury.yaml', yaml), temperature: 0.5 }, URL)).toEqual(judges);
  expect(judgesOf({ jury: file('jury.json', json), temperature: 0.5 }, URL)).toEqual(judges);
});

it('says what is wrong with a jury file', () => {
  expect(codeOf(() => judgesOf({ jury: join(folder, 'none.yaml') }, URL))).toBe('bad-jury-file');
  expect(codeOf(() => judgesOf({ jury: file('text.yaml', 'gpt-5') }, URL))).toBe('bad-jury-file');
  expect(codeOf(() => judgesOf({ jury: file('word.yaml', '- {model: m, wieght: 2}') }, URL))).toBe('bad-jury-file');
  expect(codeOf(() => judgesOf({ jury: file('zero.yaml', '- {model: m, weight: 0}') }, URL))).toBe('bad-jury-file');
});

it('refuses judges that are named in two ways, and a URL without a model', () => {
  expect(codeOf(() => judgesOf({ judge: ['m'], judgeModel: 'n' }, URL))).toBe('two-juries');
  expect(codeOf(() => judgesOf({ judgeUrl: URL }, URL))).toBe('no-judge-model');
  expect(codeOf(() => judgesOf({ judge: [''] }, URL))).toBe('bad-judge');
});
