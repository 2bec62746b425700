import { buffer } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { ZipFile } from 'yazl';
import type { DatasetRow } from '#lib/dataset/dataset-row.ts';
import { readRows } from '../../../scripts/test-support/read-rows.ts';

const head = { task: 'why', model: 'openai/gpt-4o', eval_id: 'e' };
const samples = [1, 2, 3].map((id) => ({
  id,
  epoch: 1,
  input: `Question ${id}?`,
  target: `${id}`,
  output: { choices: [{ message: { role: 'assistant', content: `Answer ${id}.` } }] },
}));
const log = { version: 2, status: 'success', eval: head, plan: {}, results: { samples: [1] }, samples };

async function archive(files: Record<string, unknown>): Promise<Uint8Array> {
  const zip = new ZipFile();
  for (const [name, content] of Object.entries(files)) {
    zip.addBuffer(Buffer.from(typeof content === 'string' ? content : JSON.stringify(content)), name);
  }
  zip.end();
  return buffer(zip.outputStream as unknown as NodeJS.ReadableStream);
}

const files = {
  '_journal/start.json': { version: 2, eval: { ...head, model: 'unfinished' } },
  ...Object.fromEntries(samples.map((sample) => [`samples/${sample.id}_epoch_1.json`, sample])),
  'summaries.json': [],
  'header.json': { version: 2, status: 'success', eval: head },
};

function told(rows: readonly DatasetRow[]): unknown[] {
  return rows.map((row) => (row.kind === 'response' ? `${row.contestant}: ${row.turns[0]}` : row.kind));
}

const expected = samples.flatMap(({ id }) => ['prompt', `openai/gpt-4o: Answer ${id}.`]);

describe('logs of Inspect', () => {
  it('in JSON are read sample by sample, whatever stands around them', async () => {
    for (const spaces of [undefined, 2]) {
      for (const chunkSize of [11, 64 * 1024]) {
        const text = JSON.stringify(log, null, spaces);
        const rows = await readRows(text, { format: 'inspect', container: 'json-document', chunkSize });
        expect(told(rows)).toEqual(expected);
      }
    }
  });

  it('in archives are read file by file, with the head that was written last', async () => {
    expect(told(await readRows(await archive(files), { format: 'inspect', container: 'zip' }))).toEqual(expected);
    const { 'header.json': _, ...unfinished } = files;
    const rows = await readRows(await archive(unfinished), { format: 'inspect', container: 'zip' });
    expect(told(rows)[1]).toBe('unfinished: Answer 1.');
  });

  it('of one sample that is broken tell of it and read the others', async () => {
    const broken = { ...files, 'samples/2_epoch_1.json': '{"id": 2, "inp' };
    const rows = await readRows(await archive(broken), { format: 'inspect', container: 'zip' });
    expect(told(rows)).toEqual([...expected.slice(0, 2), 'bad', ...expected.slice(4)]);
    expect(rows[2]).toMatchObject({ line: 2 });
  });

  it.each([0.2, 0.5, 0.9, 0.99])('cut at %d of their length end with an error', async (share) => {
    const bytes = await archive(files);
    const rows = await readRows(bytes.slice(0, bytes.length * share), { format: 'inspect', container: 'zip' });
    expect(rows.at(-1)).toMatchObject({ kind: 'bad' });
    const text = JSON.stringify(log);
    const cut = await readRows(text.slice(0, text.length * share), { format: 'inspect', container: 'json-document' });
    expect(cut.at(-1)).toMatchObject({ kind: 'bad' });
  });

  it('without a head cannot be read', async () => {
    const { 'header.json': _, '_journal/start.json': __, ...headless } = files;
    const rows = await readRows(await archive(headless), { format: 'inspect', container: 'zip' });
    expect(rows).toMatchObject([{ kind: 'bad', problems: [{ got: 'an archive without header.json' }] }]);
  });
});
