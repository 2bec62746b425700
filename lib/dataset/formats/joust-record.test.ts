import { describe, expect, it } from 'vitest';
import { badAt, readOneRow, readRows } from '../../../scripts/test-support/read-rows.ts';

describe('the Joust format', () => {
  it('reads prompts with one turn or many, and fields that may be absent', async () => {
    const rows = await readRows(
      [
        '{"prompt_id": "a", "prompt": "1 + 1?"}',
        '{"prompt_id": 2, "turns": ["x", "y"], "category": "math", "tags": ["t", "u", "t"], "context": "c", "reference": "2", "fields": {"draft": "d", "none": null}}',
        '{"prompt_id": "c", "prompt": "x", "turns": null, "category": null, "tags": null, "context": " ", "reference": []}',
      ].join('\n'),
    );
    const absent = { category: null, tags: [], context: null, reference: null, fields: {}, implied: false };
    const place = { kind: 'prompt', file: 'f.jsonl' };
    expect(rows).toEqual([
      { ...place, ...absent, line: 1, key: 'a', turns: ['1 + 1?'] },
      {
        ...place,
        line: 2,
        key: '2',
        turns: ['x', 'y'],
        category: 'math',
        tags: ['t', 'u'],
        context: 'c',
        reference: ['2'],
        fields: { draft: 'd' },
        implied: false,
      },
      { ...place, ...absent, line: 3, key: 'c', turns: ['x'] },
    ]);
  });

  it('reads answers, also empty ones, mixed with prompts', async () => {
    const rows = await readRows(
      [
        '{"prompt_id": "a", "contestant": "m", "response": ""}',
        '{"prompt_id": "a", "prompt": "?"}',
        '{"prompt_id": "a", "contestant": "n", "turns": ["x", ""], "latency": 3}',
      ].join('\n'),
    );
    expect(rows[0]).toEqual({
      kind: 'response',
      file: 'f.jsonl',
      line: 1,
      promptKey: 'a',
      contestant: 'm',
      turns: [''],
    });
    expect(rows[1]).toMatchObject({ kind: 'prompt', key: 'a' });
    expect(rows[2]).toMatchObject({ kind: 'response', contestant: 'n', turns: ['x', ''] });
  });

  it('keeps texts verbatim', async () => {
    const text = '  \r\n\t"quoted" \u2028 日本語 👩‍👩‍👧 \\u0000 ';
    expect(await readOneRow({ prompt_id: 'a', prompt: text })).toMatchObject({ turns: [text] });
  });

  it.each([
    [{ prompt: 'x' }, 'prompt_id', 'text or a whole number', 'nothing'],
    [{ prompt_id: 1.5, prompt: 'x' }, 'prompt_id', 'text or a whole number', '1.5'],
    [{ prompt_id: 2 ** 53, prompt: 'x' }, 'prompt_id', 'text or a whole number', '9007199254740992'],
    [{ prompt_id: null, prompt: 'x' }, 'prompt_id', 'text or a whole number', 'null'],
    [{ prompt_id: '', prompt: 'x' }, 'prompt_id', 'text that is not empty', '""'],
    [{ prompt_id: 'a' }, 'turns', 'turns (a list of texts) or prompt (a text)', 'nothing'],
    [{ prompt_id: 'a', turns: ['x'], prompt: 'y' }, 'prompt', 'turns or prompt, not both', '"y"'],
    [{ prompt_id: 'a', turns: 'x' }, 'turns', 'a list of texts', '"x"'],
    [{ prompt_id: 'a', turns: [] }, 'turns', 'at least one turn', 'an empty list'],
    [{ prompt_id: 'a', turns: ['x', 2] }, 'turns[1]', 'text', '2'],
    [{ prompt_id: 'a', turns: ['x', ' \n'] }, 'turns[1]', 'text that is not empty', '" \\u000a"'],
    [{ prompt_id: 'a', prompt: 'no\0no' }, 'prompt', 'text without NUL', 'NUL at character 3'],
    [{ prompt_id: 'a', prompt: 'x', tags: 'one' }, 'tags', 'a list of texts', '"one"'],
    [{ prompt_id: 'a', prompt: 'x', tags: [{}] }, 'tags[0]', 'text', 'an object'],
    [{ prompt_id: 'a', prompt: 'x', category: 3 }, 'category', 'text', '3'],
    [{ prompt_id: 'a', prompt: 'x', context: ['y'] }, 'context', 'text', 'a list of 1'],
    [{ prompt_id: 'a', prompt: 'x', reference: 3 }, 'reference', 'text or a list of texts', '3'],
    [{ prompt_id: 'a', prompt: 'x', reference: ['y', null] }, 'reference[1]', 'text', 'null'],
    [{ prompt_id: 'a', response: 'x' }, 'contestant', 'text', 'nothing'],
    [{ prompt_id: 'a', contestant: ' ', response: 'x' }, 'contestant', 'text that is not empty', '" "'],
    [{ prompt_id: 'a', contestant: 'm' }, 'turns', 'turns (a list of texts) or response (a text)', 'nothing'],
    [{ prompt_id: 'a', contestant: 'm', turns: [] }, 'turns', 'at least one turn', 'an empty list'],
    [
      { prompt_id: 'a', contestant: 'm', turns: ['x'], response: 'y' },
      'response',
      'turns or response, not both',
      '"y"',
    ],
  ])('says what is wrong with %j', async (record, field, expected, got) => {
    expect(await readOneRow(record)).toEqual(badAt(field, expected, got));
  });

  it('refuses keys and names too long to be indexed, and repeats only their beginning', async () => {
    const long = `${'k'.repeat(79)}😀${'k'.repeat(500)}`;
    const errorAt = (field: string) => badAt(field, 'at most 500 characters', `"${'k'.repeat(79)}…"`);
    expect(await readOneRow({ prompt_id: long, prompt: 'x' })).toEqual(errorAt('prompt_id'));
    const answer = { prompt_id: 'a', contestant: long, response: 'x' };
    expect(await readOneRow(answer)).toEqual(errorAt('contestant'));
    const longest = 'k'.repeat(500);
    expect(await readOneRow({ ...answer, contestant: longest })).toMatchObject({ contestant: longest });
  });

  it('says all that is wrong with a line, each field once', async () => {
    expect(await readOneRow({ contestant: '', turns: ['x', 2], response: 'y' })).toMatchObject({
      problems: ['prompt_id', 'contestant', 'turns[1]', 'response'].map((field) => ({ field })),
    });
    expect(await readOneRow({ prompt_id: 'a', contestant: ' ' })).toMatchObject({
      problems: [{ field: 'contestant' }, { field: 'turns', got: 'nothing', fix: 'Add turns to this line.' }],
    });
  });

  it.each([
    [
      { prompt_id: 7, turns: 1 },
      { kind: 'prompt', promptKey: '7' },
    ],
    [
      { prompt_id: 7.5, turns: ['x'] },
      { kind: 'prompt', promptKey: null },
    ],
    [
      { prompt_id: 'a', contestant: 'm', turns: 1 },
      { kind: 'response', promptKey: 'a', contestant: 'm' },
    ],
    [
      { contestant: 3, turns: ['x'] },
      { kind: 'response', promptKey: null, contestant: null },
    ],
    ['{"prompt_id": "a\\"b", "prompt": "x', { kind: 'unreadable', promptKey: 'a"b', hiddenPrompts: 0 }],
    ['{"question_id": 7, "turns": [', { kind: 'unreadable', promptKey: '7', hiddenPrompts: 0 }],
    ['{"prompt_id": 7', { kind: 'unreadable', promptKey: null, hiddenPrompts: 0 }],
    ['nonsense', { kind: 'unreadable', promptKey: null, hiddenPrompts: 0 }],
  ])('says what a bad line is about: %j', async (line, subject) => {
    expect(await readOneRow(line)).toMatchObject({ kind: 'bad', subject });
  });

  it('refuses a lone surrogate, which only an escape can smuggle in', async () => {
    const row = await readOneRow(String.raw`{"prompt_id": "a", "prompt": "ok 😀 \ud83d no"}`);
    expect(row).toEqual(badAt('prompt', 'text without lone surrogates', 'a lone surrogate at character 7'));
  });
});
