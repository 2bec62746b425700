import { describe, expect, it } from 'vitest';
import { chatBody } from './chat-body.ts';

const REQUEST = { model: 'm', messages: [{ role: 'user', content: 'hi' }], maxOutputTokens: 50 } as const;

describe('chat body', () => {
  it('leaves out what was not asked for', () => {
    expect(chatBody(REQUEST, new URL('http://localhost:1/v1'))).toEqual({
      model: 'm',
      messages: [{ role: 'user', content: 'hi' }],
      max_tokens: 50,
    });
  });

  it('limits output by the field the endpoint understands', () => {
    expect(chatBody(REQUEST, new URL('https://api.openai.com/v1'))).toMatchObject({ max_completion_tokens: 50 });
    expect(chatBody(REQUEST, new URL('https://x.openai.azure.com/v1'))).not.toHaveProperty('max_tokens');
    expect(chatBody(REQUEST, new URL('https://notopenai.com/v1'))).toHaveProperty('max_tokens', 50);
  });

  it('demands the schema strictly and sends a temperature of 0', () => {
    const replySchema = { name: 'verdict', schema: { type: 'object' } };
    expect(chatBody({ ...REQUEST, temperature: 0, replySchema }, new URL('http://localhost:1'))).toMatchObject({
      temperature: 0,
      response_format: {
        type: 'json_schema',
        json_schema: { name: 'verdict', strict: true, schema: { type: 'object' } },
      },
    });
  });
});
