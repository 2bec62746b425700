import { createReadStream, existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createGunzip } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { DatasetRow } from './dataset-row.ts';
import { inspectFile } from './inspect-file.ts';
import { readDatasetBatches } from './read-dataset.ts';
import { selectDatasetFiles } from './select-dataset-files.ts';

const folder = join(process.env.JOUST_SHARED_DATA ?? '../shared/data', 'mtbench_en');
const isAbsent = !existsSync(folder);

function openFile(name: string) {
  const file = createReadStream(join(folder, name));
  return { name, chunks: name.endsWith('.gz') ? file.pipe(createGunzip()) : file };
}

describe(`MT-bench as published${isAbsent ? ' (skipped: no shared data)' : ''}`, () => {
  it.skipIf(isAbsent)('has 80 prompts of two turns and 480 answers of 6 contestants, without an error', async () => {
    const { chosen, ignored, format } = selectDatasetFiles(await readdir(folder));
    expect(chosen).toEqual(['questions.jsonl', 'answers.jsonl.gz']);
    expect(ignored).toEqual(
      expect.arrayContaining(['pairwise.jsonl.gz', 'single_grade.jsonl.gz', 'single_grade_ref.jsonl.gz']),
    );
    const rows: DatasetRow[] = [];
    for (const name of chosen) {
      const inspection = await inspectFile(openFile(name), { head: new TextEncoder().encode('{'), given: {} });
      expect(inspection.format).toBe(format);
      for await (const batch of readDatasetBatches(openFile(name), 'fastchat')) rows.push(...batch);
    }
    const prompts = rows.filter((row) => row.kind === 'prompt');
    const responses = rows.filter((row) => row.kind === 'response');
    expect(rows.filter((row) => row.kind === 'bad')).toEqual([]);
    expect(prompts).toHaveLength(80);
    expect(responses).toHaveLength(480);
    expect([...prompts, ...responses].every(({ turns }) => turns.length === 2)).toBe(true);
    expect(new Set(responses.map(({ contestant }) => contestant)).size).toBe(6);
    const keys = new Set(prompts.map(({ key }) => key));
    expect(responses.every(({ promptKey }) => keys.has(promptKey))).toBe(true);
    expect(prompts.find(({ key }) => key === '95')?.reference).toHaveLength(2);
  });
});
