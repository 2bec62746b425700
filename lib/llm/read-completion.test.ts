import { describe, expect, it } from 'vitest';
import { readCompletion } from './read-completion.ts';

const choice = (message: object, finish_reason: string | null = 'stop') => ({ choices: [{ message, finish_reason }] });

describe('read completion', () => {
  it('reads text, usage and provenance', () => {
    const body = {
      ...choice({ content: 'hi', refusal: null }),
      model: 'judge-2026-01',
      system_fingerprint: 'fp',
      usage: { prompt_tokens: 5, completion_tokens: 2 },
    };
    expect(readCompletion(body)).toEqual({
      text: 'hi',
      refusal: null,
      truncated: false,
      usage: { inputTokens: 5, outputTokens: 2 },
      servedModel: 'judge-2026-01',
      fingerprint: 'fp',
      tokens: null,
      calledTool: false,
    });
  });

  it('makes do with little: parts, JSON as text, no usage', () => {
    expect(
      readCompletion(choice({ content: [{ type: 'text', text: 'a' }, { type: 'image' }, { text: 'b' }] }))?.text,
    ).toBe('ab');
    expect(readCompletion(JSON.stringify(choice({ content: 'a' })))).toMatchObject({
      text: 'a',
      usage: null,
      servedModel: null,
    });
    expect(readCompletion({ ...choice({ content: 'a' }), usage: { prompt_tokens: 5 } })?.usage).toBeNull();
    expect(
      readCompletion({ ...choice({ content: 'a' }), usage: { prompt_tokens: -5, completion_tokens: 1 } })?.usage,
    ).toBeNull();
  });

  it('reads what the function was called with, as text or as an object, after what was said', () => {
    const called = (given: unknown, content: string | null = null) =>
      readCompletion(
        choice({ content, tool_calls: [{ type: 'function', function: { name: 'v', arguments: given } }] }),
      );
    expect(called('{"verdict":"A"}')).toMatchObject({ text: '{"verdict":"A"}', calledTool: true });
    expect(called({ verdict: 'A' })).toMatchObject({ text: '{"verdict":"A"}', calledTool: true });
    expect(called('{"verdict":"A"}', 'B?')).toMatchObject({ text: 'B?\n{"verdict":"A"}', calledTool: true });
    expect(readCompletion(choice({ content: 'a', tool_calls: 'odd' }))).toMatchObject({ text: 'a', calledTool: false });
  });

  it('reads the chances of tokens, and the reply where they make no sense', () => {
    const withLogprobs = (logprobs: unknown) =>
      readCompletion({ choices: [{ message: { content: 'A' }, finish_reason: 'stop', logprobs }] });
    const top_logprobs = [{ token: 'A', logprob: -0.1, bytes: [65] }];
    const told = withLogprobs({
      content: [
        { token: 'A', logprob: -0.1, top_logprobs },
        { token: '!', logprob: 0 },
      ],
    });
    expect(told?.tokens).toEqual([
      { token: 'A', logprob: -0.1, alternatives: [{ token: 'A', logprob: -0.1 }] },
      { token: '!', logprob: 0, alternatives: [] },
    ]);
    for (const odd of [null, {}, { content: null }, { content: [] }, { content: 'x' }, { tokens: ['A'] }, 7])
      expect(withLogprobs(odd)).toMatchObject({ text: 'A', tokens: null });
  });

  it.each(['length', 'max_tokens', 'MAX_TOKENS', 'model_length'])('tells a reply cut by %s', (finish) => {
    expect(readCompletion(choice({ content: 'A' }, finish))).toMatchObject({ truncated: true, refusal: null });
  });

  it.each(['content_filter', 'SAFETY', 'RECITATION', 'refusal', 'sensitive', 'guardrail_intervened'])(
    'tells a reply stopped by %s',
    (finish) => {
      const reply = readCompletion(choice({ content: '' }, finish));
      expect(reply).toMatchObject({ truncated: false, refusal: expect.stringContaining('filter') });
    },
  );

  it('leaves out the parts in which a model thinks', () => {
    const parts = [
      { type: 'thinking', thinking: [{ type: 'text', text: '[[A]]' }] },
      { type: 'reasoning', text: '[[A]]' },
      { type: 'text', text: '[[B]]' },
    ];
    expect(readCompletion(choice({ content: parts }))?.text).toBe('[[B]]');
  });

  it('tells refusals, filtered and cut replies', () => {
    expect(readCompletion(choice({ content: null, refusal: 'No.' }))).toMatchObject({ text: '', refusal: 'No.' });
    expect(readCompletion(choice({ content: 'a', refusal: '' }))?.refusal).toBeNull();
    expect(readCompletion(choice({ content: '' }, 'content_filter'))?.refusal).toMatch(/filter/);
    expect(readCompletion(choice({ content: 'a' }, 'length'))?.truncated).toBe(true);
  });

  it('is null for what is no completion', () => {
    for (const body of [
      null,
      undefined,
      '',
      'text',
      {},
      { choices: [] },
      { choices: [{}] },
      choice({ content: 'a' }, 'error'),
      [],
    ]) {
      expect(readCompletion(body)).toBeNull();
    }
  });
});
