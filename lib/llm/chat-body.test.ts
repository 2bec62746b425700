import { describe, expect, it } from 'vitest';
import type { ReplyForm, Rung } from '#lib/chat/reply-form.ts';
import { chatBody } from './chat-body.ts';

const REQUEST = { model: 'm', messages: [{ role: 'user', content: 'hi' }], maxOutputTokens: 50 } as const;
const FORM: ReplyForm = { rung: 'json_schema', outputLimitField: 'max_tokens', logprobs: false };
const replySchema = { name: 'verdict', schema: { type: 'object' } };

describe('chat body', () => {
  it('leaves out what was not asked for', () => {
    expect(chatBody(REQUEST, FORM)).toEqual({
      model: 'm',
      messages: [{ role: 'user', content: 'hi' }],
      max_tokens: 50,
    });
  });

  it('limits output by the field the endpoint understands, or not at all where it refuses both', () => {
    const limited = chatBody(REQUEST, { ...FORM, outputLimitField: 'max_completion_tokens' });
    expect(limited).toMatchObject({ max_completion_tokens: 50 });
    expect(limited).not.toHaveProperty('max_tokens');
    expect(JSON.stringify(chatBody(REQUEST, { ...FORM, outputLimitField: null }))).not.toContain('max_');
  });

  it('demands the schema strictly and sends a temperature of 0', () => {
    expect(chatBody({ ...REQUEST, temperature: 0, replySchema }, FORM)).toMatchObject({
      temperature: 0,
      response_format: {
        type: 'json_schema',
        json_schema: { name: 'verdict', strict: true, schema: { type: 'object' } },
      },
    });
  });

  it('asks for the form in one way only, as the rung says', () => {
    const fieldsOf = (rung: Rung) => {
      const { response_format, tools, tool_choice } = chatBody({ ...REQUEST, replySchema }, { ...FORM, rung });
      return { format: response_format?.type, tools: tools?.length, tool_choice };
    };
    expect(fieldsOf('json_schema')).toEqual({ format: 'json_schema' });
    expect(fieldsOf('tool')).toEqual({ tools: 1, tool_choice: { type: 'function', function: { name: 'verdict' } } });
    expect(fieldsOf('json_object')).toEqual({ format: 'json_object' });
    expect(fieldsOf('text')).toEqual({});
  });

  it('asks for the chances of tokens where the form says so', () => {
    expect(chatBody(REQUEST, { ...FORM, logprobs: true })).toMatchObject({ logprobs: true, top_logprobs: 5 });
  });
});
