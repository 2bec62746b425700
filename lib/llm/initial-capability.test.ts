import { describe, expect, it } from 'vitest';
import { replyFormOf } from '#lib/chat/judge-capability.ts';
import { initialCapability, isReasoningModel } from './initial-capability.ts';

describe('initial capability', () => {
  it.each([
    'o1',
    'o1-mini',
    'o3-pro',
    'o4-mini',
    'o3-mini-2025-01-31',
    'gpt-5',
    'gpt-5-mini',
    'gpt-5.1',
    'openai/gpt-5-nano',
    'azure:o4-mini',
    'GPT-5',
  ])('sends the reasoning model %s no temperature, no logprobs and no max_tokens', (model) => {
    const capability = initialCapability({ endpoint: 'http://127.0.0.1:1/v1', model });
    expect(capability.refuses).toEqual(['temperature', 'max_tokens', 'logprobs']);
    expect(replyFormOf(capability)).toEqual({
      rung: 'json_schema',
      outputLimitField: 'max_completion_tokens',
      logprobs: false,
    });
  });

  it.each(['gpt-4o', 'gpt-4o-mini', 'gpt-5-chat-latest', 'gpt-50', 'o10', 'foo3', 'qwen3', 'mistral-o1x', 'judge'])(
    'takes %s for a plain chat model',
    (model) => {
      expect(isReasoningModel(model)).toBe(false);
    },
  );

  it('limits output by the field that the host understands', () => {
    const fieldAt = (endpoint: string) => initialCapability({ endpoint, model: 'm' }).maxTokensField;
    expect(fieldAt('https://api.openai.com/v1')).toBe('max_completion_tokens');
    expect(fieldAt('https://x.openai.azure.com/v1')).toBe('max_completion_tokens');
    expect(fieldAt('https://notopenai.com/v1')).toBe('max_tokens');
    expect(fieldAt('simulator:')).toBe('max_tokens');
  });
});
