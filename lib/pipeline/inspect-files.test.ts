import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { VALID_FILES } from '../../scripts/test-support/fuzzed-files.ts';
import { sourceOf } from '../../scripts/test-support/import-bytes.ts';
import { fileSource } from './file-source.ts';
import { demandFormats, inspectFiles, userMapping } from './inspect-files.ts';

const folder = mkdtempSync(join(tmpdir(), 'joust-inspect-'));
afterAll(() => rmSync(folder, { recursive: true }));

const alpaca = Array.from({ length: 300 }, (_, index) => ({
  instruction: `Question ${index}?`,
  output: 'x'.repeat(index === 0 ? 5_000 : 3),
  generator: 'm',
  dataset: 'd',
}));

describe('looking at files', () => {
  it('tells format, container, mapping, first rows and counts of a sample', async () => {
    const { files, missing } = await inspectFiles([sourceOf('m.json', JSON.stringify(alpaca))]);
    expect(files).toMatchObject([
      {
        name: 'm.json',
        format: 'alpaca-eval',
        container: 'json-array',
        mapping: [
          { word: 'prompt', field: 'instruction' },
          { word: 'response', field: 'output' },
          { word: 'contestant', field: 'generator' },
          { word: 'category', field: 'dataset' },
        ],
        fields: ['instruction', 'output', 'generator', 'dataset'],
        sampled: { records: 200, prompts: 200, responses: 200, bad: 0, failed: 0, isWhole: false },
        contestants: ['m'],
        reading: { format: 'alpaca-eval', container: 'json-array' },
      },
    ]);
    expect(files[0]!.rows).toHaveLength(6);
    expect(files[0]!.rows[1]).toMatchObject({ kind: 'response', turns: [`${'x'.repeat(1_000)}…`] });
    expect(missing).toBe('leave-out');
    expect(JSON.parse(JSON.stringify(files))).toEqual(files);
  });

  it.each([
    ['joust', 'joust', 'jsonl'],
    ['fastchat', 'fastchat', 'jsonl'],
    ['varco', 'varco-arena', 'jsonl'],
    ['alpaca', 'alpaca-eval', 'json-array'],
    ['arenaHard', 'arena-hard', 'jsonl'],
    ['messages', 'messages', 'jsonl'],
    ['batch', 'openai-batch', 'jsonl'],
    ['lmEval', 'lm-eval', 'jsonl'],
    ['inspect', 'inspect', 'json-document'],
    ['inspectArchive', 'inspect', 'zip'],
    ['csv', 'joust', 'csv'],
    ['parquet', 'alpaca-eval', 'parquet'],
  ])('recognises %s, also from disk and compressed', async (name, format, container) => {
    const path = join(folder, name);
    writeFileSync(path, VALID_FILES[name]!);
    const isRandomAccess = container === 'parquet' || container === 'zip';
    writeFileSync(`${path}.gz`, isRandomAccess ? VALID_FILES[name]! : gzipSync(VALID_FILES[name]!));
    const sources = [await fileSource({ path, name }), await fileSource({ path: `${path}.gz`, name: `${name}.gz` })];
    expect(sources[1]!.isGzip).toBe(!isRandomAccess);
    expect((await inspectFiles(sources)).files).toMatchObject([
      { format, container, sampled: { bad: 0 } },
      { format, container, sampled: { bad: 0 } },
    ]);
  });

  it('takes a table of one column for one by its name', async () => {
    expect((await inspectFiles([sourceOf('p.csv', 'prompt\nWhy?\n')])).files).toMatchObject([
      { format: 'columns', container: 'csv', rows: [{ kind: 'prompt', turns: ['Why?'] }] },
    ]);
  });

  it('shows what a mapping of the user gives, before anything is imported', async () => {
    const source = sourceOf('f.jsonl', [{ q: 'Why?', a: 'So.', n: 'Er.' }]);
    const mapping = userMapping([
      { word: 'prompt', field: 'q' },
      { word: 'response', field: 'a' },
      { word: 'draft', field: 'n' },
    ]);
    const { files } = await inspectFiles([source], { mapping, contestant: 'me' });
    expect(files).toMatchObject([
      {
        format: 'columns',
        rows: [
          { turns: ['Why?'], fields: { draft: 'Er.' } },
          { contestant: 'me', turns: ['So.'] },
        ],
        reading: { format: 'columns', mapping: { prompt: 'q', response: 'a', 'fields.draft': 'n' }, contestant: 'me' },
      },
    ]);
  });

  it('puts the file of prompts first, and says that Varco Arena’s format refuses missing answers', async () => {
    const prompts = sourceOf('p.jsonl', [{ idx: 1, instruction: 'Why?' }]);
    const answers = sourceOf('a.jsonl', [{ model_id: 'm', idx: 1, instruction: 'Why?', generated: 'So.' }]);
    const { files, missing } = await inspectFiles([answers], { prompts, key: 'idx' });
    expect(files.map(({ name, reading }) => [name, reading?.role])).toEqual([
      ['p.jsonl', 'prompts'],
      ['a.jsonl', 'answers'],
    ]);
    expect(missing).toBe('refuse');
  });

  it.each([
    [sourceOf('x.jsonl', [{ foo: 1, bar: 2 }]), 'x.jsonl, whose first record has other fields: foo, bar'],
    [sourceOf('x.jsonl', ''), 'x.jsonl, which has no records'],
    [sourceOf('x.jsonl', '{"prompt_id'), 'x.jsonl:1: not one JSON object'],
    [sourceOf('x.csv', 'a,b\n1,2\n'), 'x.csv, whose first record has other fields: a, b'],
    [sourceOf('x.parquet', 'PAR1 and no more'), 'x.parquet:1: not a Parquet file'],
  ])('says what stands in a file of no format: %#', async (source, got) => {
    const inspection = await inspectFiles([source]);
    expect(inspection.files[0]).toMatchObject({ format: null, reading: null });
    expect(() => demandFormats(inspection)).toThrow(got);
  });
});

describe('a file on disk', () => {
  it('that breaks off in its compression, or is not there, says so', async () => {
    const path = join(folder, 'cut.gz');
    writeFileSync(path, gzipSync(Buffer.from(JSON.stringify(alpaca))).subarray(0, -20));
    const source = await fileSource({ path, name: 'cut.gz' });
    await expect(inspectFiles([source])).rejects.toThrow('unreadable-file');
    await expect(fileSource({ path: join(folder, 'none'), name: 'none' })).rejects.toThrow('unreadable-file');
  });
});
