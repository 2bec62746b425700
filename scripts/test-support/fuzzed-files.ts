import { buffer } from 'node:stream/consumers';
import fc from 'fast-check';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { ZipFile } from 'yazl';
import { bytesOf } from './read-rows.ts';

const lines = (...records: object[]) => bytesOf(records.map((record) => `${JSON.stringify(record)}\n`).join(''));
const user = { role: 'user', content: 'Why? "\\ ß' };
const assistant = { role: 'assistant', content: 'So.' };
const sample = { id: 1, epoch: 1, input: [user], target: 'T', output: { choices: [{ message: assistant }] } };
const head = { version: 2, status: 'success', eval: { model: 'm', task: 't' } };

async function zip(files: Record<string, object>): Promise<Uint8Array> {
  const archive = new ZipFile();
  for (const [name, content] of Object.entries(files)) archive.addBuffer(Buffer.from(JSON.stringify(content)), name);
  archive.end();
  return buffer(archive.outputStream as unknown as NodeJS.ReadableStream);
}

/** A small valid file of every format and container. */
export const VALID_FILES: Record<string, Uint8Array> = {
  joust: lines({ prompt_id: 'a', prompt: 'Why?', tags: ['t'] }, { prompt_id: 'a', contestant: 'm', turns: ['So.'] }),
  fastchat: lines(
    { question_id: 1, turns: ['a', 'b'] },
    { question_id: 1, model_id: 'm', choices: [{ turns: ['c', 'd'] }] },
  ),
  varco: lines({ model_id: 'm', task: 't', instruction: 'Why?', generated: 'So.', source_lang: 'ko' }),
  alpaca: bytesOf(JSON.stringify([{ instruction: 'Why?', output: 'So.', generator: 'm', dataset: 'd' }], null, 1)),
  arenaHard: lines(
    { uid: 'a', prompt: 'Why?' },
    { uid: 'a', model: 'm', messages: [user, { ...assistant, content: { answer: 'x' } }] },
  ),
  messages: lines({ prompt_id: 'a', messages: [{ role: 'system', content: 's' }, user, assistant], model: 'm' }),
  batch: lines({
    custom_id: 'a',
    response: { status_code: 200, body: { model: 'm', choices: [{ message: assistant }] } },
    error: null,
  }),
  lmEval: lines({ doc_id: 0, doc: {}, target: 't', arguments: { gen_args_0: { arg_0: 'Why?' } }, resps: [['So.']] }),
  inspect: bytesOf(JSON.stringify({ ...head, samples: [sample, sample] })),
  inspectArchive: await zip({
    'header.json': head,
    'samples/1_epoch_1.json': sample,
    'samples/2_epoch_1.json': sample,
  }),
  csv: bytesOf('prompt_id,prompt,contestant,response\r\na,"Why, ""so""?\n",,\r\na,,m,So.\r\n'),
  parquet: new Uint8Array(
    parquetWriteBuffer({
      columnData: [
        { name: 'instruction', data: ['Why?', 'How?', 'When?'], type: 'STRING' },
        { name: 'output', data: ['So.', '', 'x'], type: 'STRING' },
        { name: 'tags', data: [['a'], [], null], type: 'JSON' },
      ],
      rowGroupSize: [2],
    }),
  ),
};

/** What may happen to a file on its way: bytes changed, dropped, doubled, swapped in from elsewhere, or cut off. */
export const change = fc.oneof(
  fc.record({
    kind: fc.constant('set' as const),
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    byte: fc.integer({ min: 0, max: 255 }),
  }),
  fc.record({
    kind: fc.constant('drop' as const),
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    length: fc.integer({ min: 1, max: 40 }),
  }),
  fc.record({
    kind: fc.constant('double' as const),
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    length: fc.integer({ min: 1, max: 40 }),
  }),
  fc.record({
    kind: fc.constant('insert' as const),
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    text: fc.constantFrom(
      '"',
      '{',
      '}',
      '[',
      ']',
      ',',
      '\n',
      '\\u0000',
      '\\ud800',
      'null',
      '1e999',
      '\0',
      'é',
      '\ufeff',
      '"prompt":7,',
    ),
  }),
  fc.record({ kind: fc.constant('cut' as const), at: fc.double({ min: 0, max: 1, noNaN: true }) }),
);

export type Change = typeof change extends fc.Arbitrary<infer One> ? One : never;

/** The bytes after one of these changes. */
export function changed(bytes: Uint8Array, one: Change): Uint8Array {
  const at = Math.floor(one.at * bytes.length);
  const [before, after] = [bytes.slice(0, at), bytes.slice(at)];
  const join = (...parts: Uint8Array[]) => Uint8Array.from(parts.flatMap((part) => [...part]));
  if (one.kind === 'set') return join(before, Uint8Array.of(one.byte), after.slice(1));
  if (one.kind === 'drop') return join(before, after.slice(one.length));
  if (one.kind === 'double') return join(before, after.slice(0, one.length), after);
  if (one.kind === 'insert') return join(before, bytesOf(one.text), after);
  return before;
}
