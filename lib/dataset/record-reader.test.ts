import { describe, expect, it } from 'vitest';
import { readRows } from '../../scripts/test-support/read-rows.ts';

const line = (...records: object[]) => records.map((record) => JSON.stringify(record)).join('\n');

describe('what the user says of a file', () => {
  it('maps words of Joust to fields, deep ones too, and any other word to a text of the prompt', async () => {
    const mapping = { prompt: 'task.text', response: 'out[0].reply', contestant: 'by', 'fields.draft': 'first try' };
    const record = { task: { text: 'Why?' }, out: [{ reply: 'So.' }], by: 'm', 'first try': 'Er.' };
    expect(await readRows(line(record), { format: 'columns', mapping })).toMatchObject([
      { kind: 'prompt', turns: ['Why?'], fields: { draft: 'Er.' } },
      { kind: 'response', contestant: 'm', turns: ['So.'] },
    ]);
  });

  it('overrules a format word by word, and an empty field takes a word away', async () => {
    const record = { instruction: 'Why?', output: 'So.', generator: 'm', dataset: 'd', name: 'n' };
    expect(
      await readRows(line(record), { format: 'alpaca-eval', mapping: { contestant: 'name', category: '' } }),
    ).toMatchObject([{ category: null }, { contestant: 'n' }]);
  });

  it('names fields as they are called in the file when they are wrong', async () => {
    const mapping = { prompt: 'q.text', response: 'reply' };
    expect(await readRows(line({ q: { text: 7 }, reply: ['x', 8] }), { format: 'columns', mapping })).toMatchObject([
      {
        kind: 'bad',
        problems: [
          { field: 'q.text', got: '7' },
          { field: 'reply[1]', got: '8' },
        ],
      },
    ]);
  });

  it('gives a contestant to answers that name none, and only to those', async () => {
    const records = line({ prompt_id: 'a', response: 'x' }, { prompt_id: 'a', response: 'y', contestant: 'm' });
    const rows = await readRows(records, { format: 'joust', contestant: 'given' });
    expect(rows).toMatchObject([{ contestant: 'given' }, { contestant: 'm' }]);
  });

  it('reads only prompts of a file of prompts, by the key that joins them to answers', async () => {
    const records = line({ idx: 0, dataset: 'd', instruction: 'Why?' }, { idx: 1, instruction: 'How?', output: 'x' });
    expect(await readRows(records, { format: 'columns', role: 'prompts', key: 'idx' })).toMatchObject([
      { kind: 'prompt', key: '0', turns: ['Why?'], implied: false },
      { kind: 'prompt', key: '1', turns: ['How?'], implied: false },
    ]);
  });

  it('takes prompts without an id where nobody asks for a key: answers join them by their text', async () => {
    expect(await readRows(line({ instruction: 'Why?' }), { format: 'columns', role: 'prompts' })).toMatchObject([
      { kind: 'prompt', turns: ['Why?'], implied: false },
    ]);
    expect(
      await readRows(line({ instruction: 'Why?' }), { format: 'columns', role: 'prompts', key: 'id' }),
    ).toMatchObject([{ kind: 'bad', problems: [{ field: 'id', got: 'nothing' }] }]);
    const question = { question_id: 1, turns: ['Why?', 'How?'], category: 'c' };
    expect(await readRows(line(question), { format: 'fastchat', role: 'prompts' })).toMatchObject([
      { kind: 'prompt', key: '1', turns: ['Why?', 'How?'], category: 'c', implied: false },
    ]);
  });

  it('joins answers by that key, and does not read the prompt they bring', async () => {
    const record = { idx: 0, instruction: 'Why, rendered by a template?', output: 'So.', generator: 'm' };
    const rows = await readRows(line(record), { format: 'alpaca-eval', role: 'answers', key: 'idx' });
    expect(rows).toMatchObject([{ kind: 'response', promptKey: '0', contestant: 'm' }]);
    const batch = {
      custom_id: '0',
      response: { status_code: 200, body: { model: 'm', choices: [{ message: { content: 'So.' } }] } },
    };
    expect(await readRows(line(batch), { format: 'openai-batch', role: 'answers', key: 'idx' })).toMatchObject([
      { kind: 'response', promptKey: '0' },
    ]);
  });
});

describe('tables that name their columns', () => {
  it('are read by the names', async () => {
    const record = { question: 'Why?', answer: 'So.', model: 'm', subject: 'logic', source_lang: 'ko' };
    expect(await readRows(line(record), { format: 'columns' })).toMatchObject([
      { kind: 'prompt', turns: ['Why?'], category: 'logic', fields: { source_language: 'ko' } },
      { kind: 'response', contestant: 'm', turns: ['So.'] },
    ]);
  });

  it('may hold prompts alone, or answers by id', async () => {
    expect(await readRows(line({ id: 1, question: 'Why?' }), { format: 'columns' })).toMatchObject([
      { kind: 'prompt', key: '1', implied: false },
    ]);
    expect(await readRows(line({ id: 1, answer: 'So.' }), { format: 'columns', name: 'gpt-4.csv' })).toMatchObject([
      { kind: 'response', promptKey: '1', contestant: 'gpt-4' },
    ]);
  });

  it('in Joust’s own words may have a prompt and an answer in one row', async () => {
    const record = { prompt_id: 'a', prompt: 'Why?', contestant: 'm', response: 'So.' };
    expect(await readRows(line(record))).toMatchObject([
      { kind: 'prompt', key: 'a', implied: true },
      { kind: 'response', promptKey: 'a', contestant: 'm' },
    ]);
  });
});
