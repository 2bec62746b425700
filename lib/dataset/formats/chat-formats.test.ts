import { describe, expect, it } from 'vitest';
import type { DatasetFormat } from '#lib/dataset/dataset-row.ts';
import { readRows } from '../../../scripts/test-support/read-rows.ts';

const read = (record: object, format: DatasetFormat, name = 'f.jsonl') =>
  readRows(JSON.stringify(record), { format, name });

const user = (content: unknown) => ({ role: 'user', content });
const assistant = (content: unknown) => ({ role: 'assistant', content });

describe('chats', () => {
  it('give a prompt and an answer of as many turns', async () => {
    const messages = [{ role: 'system', content: 'S' }, user('a'), assistant('b'), user('c'), assistant('d')];
    expect(await read({ messages, model: 'm' }, 'messages')).toMatchObject([
      { kind: 'prompt', turns: ['a', 'c'], fields: { system: 'S' } },
      { kind: 'response', contestant: 'm', turns: ['b', 'd'] },
    ]);
  });

  it.each([
    [
      {
        conversations: [
          { from: 'human', value: 'a' },
          { from: 'gpt', value: 'b' },
        ],
      },
    ],
    [{ prompt: [user('a')], completion: [assistant('b')] }],
    [{ prompt: [user('a')], completion: 'b' }],
    [{ messages: JSON.stringify([user('a'), assistant('b')]) }],
    [{ messages: [user([{ type: 'text', text: 'a' }]), assistant([{ type: 'text', text: 'b' }])] }],
  ])('may be written as %j', async (record) => {
    expect(await read(record, 'messages')).toMatchObject([{ turns: ['a'] }, { turns: ['b'], contestant: 'f' }]);
  });

  it('without an answer are prompts', async () => {
    expect(await read({ prompt_id: 'x', messages: [user('a')] }, 'messages')).toMatchObject([
      { kind: 'prompt', key: 'x', turns: ['a'], implied: false },
    ]);
  });

  it.each([
    [[user('a'), user('b')], 'messages[1].role', 'user and assistant in turn'],
    [[assistant('a')], 'messages[0].role', 'user and assistant in turn'],
    [[user('a'), assistant('b'), user('c')], 'messages[2].role', 'the assistant last'],
    [[user([{ type: 'image_url' }]), assistant('b')], 'messages[0].content', 'text'],
    [[{ role: 'tool', content: 'x' }], 'messages[0].role', 'system, user or assistant'],
    [[user(' '), assistant('b')], 'messages', 'text that is not empty'],
  ])('that cannot be compared say why: %j', async (messages, field, expected) => {
    expect(await read({ messages }, 'messages')).toMatchObject([{ kind: 'bad', problems: [{ field, expected }] }]);
  });
});

describe('Arena-Hard', () => {
  it('0.1 has objects for turns', async () => {
    const question = { question_id: 'q1', category: 'arena-hard-v0.1', cluster: 'C', turns: [{ content: 'Why?' }] };
    const answer = {
      question_id: 'q1',
      answer_id: 'a',
      model_id: 'm',
      choices: [{ index: 0, turns: [{ content: 'So.', token_len: 1 }] }],
    };
    expect(await read(question, 'arena-hard')).toMatchObject([
      { kind: 'prompt', key: 'q1', turns: ['Why?'], category: 'C' },
    ]);
    expect(await read(answer, 'arena-hard')).toMatchObject([
      { kind: 'response', promptKey: 'q1', contestant: 'm', turns: ['So.'] },
    ]);
  });

  it('2 has messages', async () => {
    const question = { uid: 'q1', category: 'hard_prompt', subcategory: 'coding', prompt: 'Why?' };
    expect(await read(question, 'arena-hard')).toMatchObject([
      { kind: 'prompt', key: 'q1', turns: ['Why?'], category: 'coding' },
    ]);
    for (const content of ['So.', { answer: 'So.' }]) {
      const answer = { uid: 'q1', ans_id: 'a', model: 'm', messages: [user('Why?'), assistant(content)], tstamp: 1 };
      expect(await read(answer, 'arena-hard')).toMatchObject([
        { kind: 'response', promptKey: 'q1', contestant: 'm', turns: ['So.'] },
      ]);
    }
  });

  it('says which field is wrong', async () => {
    const answer = { question_id: 'q1', model_id: 'm', choices: [{ turns: [{ content: 7 }] }] };
    expect(await read(answer, 'arena-hard')).toMatchObject([
      { kind: 'bad', problems: [{ field: 'choices[0].turns[0]' }] },
    ]);
  });
});

describe('Inspect samples', () => {
  const sample = {
    id: 1,
    epoch: 1,
    input: 'Why?',
    target: ['So.', 'Because.'],
    output: { model: 'x', choices: [{ message: assistant('Thus.'), stop_reason: 'stop' }] },
    eval: { model: 'openai/gpt-4o', task: 'why' },
  };

  it('give prompt, reference and answer', async () => {
    expect(await read(sample, 'inspect')).toMatchObject([
      { kind: 'prompt', turns: ['Why?'], category: 'why', reference: ['So.\nBecause.'] },
      { kind: 'response', contestant: 'openai/gpt-4o', turns: ['Thus.'] },
    ]);
  });

  it('may ask with messages, and answer with reasoning beside the text', async () => {
    const parts = [
      { type: 'reasoning', reasoning: 'hm' },
      { type: 'text', text: 'Thus.' },
    ];
    const output = { choices: [{ message: assistant(parts) }] };
    expect(await read({ ...sample, input: [user('Why?')], output }, 'inspect')).toMatchObject([
      { turns: ['Why?'] },
      { turns: ['Thus.'] },
    ]);
  });

  it('that failed, or repeat a prompt in another epoch, are named', async () => {
    expect(await read({ ...sample, error: { message: 'timeout' } }, 'inspect')).toMatchObject([
      { kind: 'failed', contestant: 'openai/gpt-4o', field: 'error', reason: 'timeout' },
    ]);
    expect(await read({ ...sample, epoch: 2 }, 'inspect')).toMatchObject([{ kind: 'failed', field: 'epoch' }]);
  });
});
