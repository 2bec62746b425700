import { describe, expect, it } from 'vitest';
import type { DatasetFormat } from '#lib/dataset/dataset-row.ts';
import { readRows } from '../../../scripts/test-support/read-rows.ts';

const read = (record: object, format: DatasetFormat, name = 'f.jsonl') =>
  readRows(JSON.stringify(record), { format, name });

describe('Varco Arena', () => {
  const row = { model_id: 'm', task: 'arithmetic', instruction: '1+1', generated: '2' };

  it('gives the prompt, known by its text, and the answer', async () => {
    const [prompt, answer] = await read(row, 'varco-arena');
    expect(prompt).toMatchObject({ kind: 'prompt', turns: ['1+1'], category: 'arithmetic', fields: {}, implied: true });
    expect(answer).toMatchObject({ kind: 'response', contestant: 'm', turns: ['2'] });
    expect(answer).toMatchObject({ promptKey: (prompt as { key: string }).key });
    expect((prompt as { key: string }).key).toMatch(/^1-1-[0-9a-f]{10}$/);
  });

  it('keeps languages and the source for templates, and tells apart prompts by them', async () => {
    const translation = { ...row, source_lang: 'Korean', target_lang: 'English', source: 'the text' };
    const [prompt] = await read(translation, 'varco-arena');
    expect(prompt).toMatchObject({
      context: 'the text',
      fields: { source_language: 'Korean', target_language: 'English' },
    });
    const [other] = await read({ ...translation, target_lang: 'Japanese' }, 'varco-arena');
    expect((other as { key: string }).key).not.toBe((prompt as { key: string }).key);
  });

  it.each([
    [{ ...row, generated: undefined }, 'generated', 'nothing'],
    [{ ...row, model_id: undefined }, 'model_id', 'nothing'],
    [{ ...row, instruction: undefined }, 'instruction', 'nothing'],
    [{ ...row, generated: 2 }, 'generated', '2'],
    [{ ...row, instruction: ' ' }, 'instruction', '" "'],
    [{ ...row, task: ['x'] }, 'task', 'a list of 1'],
  ])('says which field is wrong: %j', async (record, field, got) => {
    const [bad] = await read(record, 'varco-arena');
    expect(bad).toMatchObject({ kind: 'bad', line: 1, problems: [{ field, got }] });
  });
});

describe('AlpacaEval', () => {
  const row = { dataset: 'koala', instruction: 'Why?', output: 'Because.', generator: 'm' };

  it('takes the contestant from generator, else from the name of the file or its folder', async () => {
    const contestant = async (record: object, name: string) =>
      (await read(record, 'alpaca-eval', name)).flatMap((one) => (one.kind === 'response' ? [one.contestant] : []));
    const { generator: _, ...nameless } = row;
    expect(await contestant(row, 'x.json')).toEqual(['m']);
    expect(await contestant(nameless, 'outputs/gpt-4.json.gz')).toEqual(['gpt-4']);
    expect(await contestant(nameless, 'results/claude/model_outputs.json')).toEqual(['claude']);
  });

  it('takes an empty output as an answer, and none as a mistake', async () => {
    expect((await read({ ...row, output: '' }, 'alpaca-eval'))[1]).toMatchObject({ kind: 'response', turns: [''] });
    expect(await read({ ...row, output: null }, 'alpaca-eval')).toMatchObject([
      { kind: 'bad', problems: [{ field: 'output', got: 'null' }] },
    ]);
  });
});

describe('OpenAI batches', () => {
  const answered = (body: object, rest: object = {}) => ({
    id: 'batch_req_1',
    custom_id: 'p1',
    response: { status_code: 200, request_id: 'r', body: { model: 'gpt-4o-mini', ...body } },
    error: null,
    ...rest,
  });

  it('reads answers of chat completions and of the Responses API', async () => {
    const chat = answered({ choices: [{ index: 0, message: { role: 'assistant', content: 'Yes.' } }] });
    const responses = answered({
      output: [{ type: 'reasoning' }, { type: 'message', content: [{ type: 'output_text', text: 'Yes.' }] }],
    });
    for (const record of [chat, responses]) {
      expect(await read(record, 'openai-batch')).toEqual([
        { kind: 'response', promptKey: 'p1', contestant: 'gpt-4o-mini', turns: ['Yes.'], line: 1, file: 'f.jsonl' },
      ]);
    }
  });

  it('reads requests as prompts', async () => {
    const body = {
      model: 'm',
      messages: [
        { role: 'system', content: 'Be brief.' },
        { role: 'user', content: 'Why?' },
      ],
    };
    expect(
      await read({ custom_id: 'p1', method: 'POST', url: '/v1/chat/completions', body }, 'openai-batch'),
    ).toMatchObject([{ kind: 'prompt', key: 'p1', turns: ['Why?'], fields: { system: 'Be brief.' }, implied: false }]);
  });

  it.each([
    [answered({}, { response: null, error: { code: 'batch_expired', message: 'expired' } }), 'error', 'expired'],
    [
      answered({}, { response: { status_code: 429, body: { error: { message: 'slow down' } } } }),
      'response.status_code',
      '429: slow down',
    ],
    [
      answered({ choices: [{ message: { content: null, refusal: 'I will not.' } }] }),
      'response.body.choices[0].message.refusal',
      'I will not.',
    ],
  ])('names a request that failed: %j', async (record, field, reason) => {
    expect(await read(record, 'openai-batch')).toMatchObject([{ kind: 'failed', promptKey: 'p1', field, reason }]);
  });
});

describe('lm-evaluation-harness', () => {
  const name = 'org__model-7b/samples_gsm8k_2026-11-24T10-00-00.123456.jsonl';
  const row = { doc_id: 3, doc: { question: 'q' }, target: '42', resps: [['It is 42.']], filtered_resps: ['42'] };

  it('reads generated answers, old and new arguments; model and task from the names', async () => {
    for (const args of [
      [['Q: 6 × 7?\nA:', { until: ['\n'] }]],
      { gen_args_0: { arg_0: 'Q: 6 × 7?\nA:', arg_1: {} } },
    ]) {
      expect(await read({ ...row, arguments: args }, 'lm-eval', name)).toMatchObject([
        { kind: 'prompt', key: 'gsm8k/3', turns: ['Q: 6 × 7?\nA:'], category: 'gsm8k', reference: ['42'] },
        { kind: 'response', promptKey: 'gsm8k/3', contestant: 'org/model-7b', turns: ['It is 42.'] },
      ]);
    }
  });

  it('refuses samples without text, as of multiple choice', async () => {
    const [bad] = await read({ ...row, arguments: [['Q', ' A']], resps: [[[-1.5, false]]] }, 'lm-eval', name);
    expect(bad).toMatchObject({ kind: 'bad', problems: [{ field: 'resps[0][0][0]' }, { field: 'resps[0][0][1]' }] });
  });
});
