import { describe, expect, it } from 'vitest';
import type { RefusablePart, ReplyForm } from '#lib/chat/reply-form.ts';
import { refusedPart } from './refused-part.ts';

const SCHEMA: ReplyForm = { rung: 'json_schema', outputLimitField: 'max_tokens', logprobs: true };
const TOOL: ReplyForm = { ...SCHEMA, rung: 'tool', logprobs: false };
const OBJECT: ReplyForm = { ...SCHEMA, rung: 'json_object', logprobs: false };
const TEXT: ReplyForm = { ...SCHEMA, rung: 'text', logprobs: false };
const REQUEST = {
  model: 'm',
  messages: [],
  maxOutputTokens: 10,
  temperature: 0,
  replySchema: { name: 'verdict', schema: {} },
};

function refused(
  message: string,
  { form = SCHEMA, status = 400, param = null }: { form?: ReplyForm; status?: number; param?: string | null } = {},
): RefusablePart | null {
  return refusedPart({ status, code: null, type: null, param, message: `${status} ${message}` }, REQUEST, form);
}

describe('a refused part of a request', () => {
  it.each([
    // OpenAI
    ["Invalid parameter: 'response_format' of type 'json_schema' is not supported with this model.", SCHEMA, 400],
    [
      "Invalid schema for response_format 'verdict': In context=(), 'required' is required to be supplied.",
      SCHEMA,
      400,
    ],
    // Azure
    ['response_format value as json_schema is enabled only for api versions 2024-08-01-preview and later', SCHEMA, 400],
    ['Unrecognized request argument supplied: response_format', SCHEMA, 400],
    // Groq, DeepSeek, Fireworks, LM Studio
    ['This model does not support response format `json_schema`. See supported models', SCHEMA, 400],
    ['This response_format type is unavailable now', SCHEMA, 400],
    // Gemini
    [
      'Invalid JSON payload received. Unknown name "additionalProperties" at \'generation_config.response_schema\': Cannot find field.',
      SCHEMA,
      400,
    ],
    // vLLM, TGI
    ['The provided JSON schema contains features not supported by xgrammar.', SCHEMA, 400],
    ['Input validation error: grammar is not supported', SCHEMA, 422],
    // Mistral, FastAPI
    [
      '[{"type":"extra_forbidden","loc":["body","response_format"],"msg":"Extra inputs are not permitted"}]',
      SCHEMA,
      422,
    ],
    // OpenRouter
    [
      'No endpoints found that can handle the requested parameters. To learn more about provider routing, visit',
      SCHEMA,
      404,
    ],
  ] as const)('is the schema: %s', (message, form, status) => {
    expect(refused(message, { form, status })).toBe('json_schema');
  });

  it.each([
    // Ollama
    ['registry.ollama.ai/library/gemma:latest does not support tools', 400],
    // vLLM
    ['"auto" tool choice requires --enable-auto-tool-choice and --tool-call-parser to be set', 400],
    // llama.cpp
    ['tools param requires --jinja flag', 500],
    // OpenRouter
    ['No endpoints found that support tool use. To learn more about provider routing, visit', 404],
    ["No endpoints found that support the provided 'tool_choice' value.", 404],
    // DeepSeek, Perplexity, Anthropic
    ['deepseek-reasoner does not support this tool_choice', 400],
    ['Tool calling is not supported for this model', 400],
    ['Thinking may not be enabled when tool_choice forces tool use.', 400],
    ["Unknown parameter: 'tools'.", 400],
    ['Function calling is not enabled for models/gemma-3', 400],
  ] as const)('is the function to call: %s', (message, status) => {
    expect(refused(message, { form: TOOL, status })).toBe('tool');
  });

  it.each([
    ["'response_format.type' must be 'json_schema' or 'text'", 400],
    ["'messages' must contain the word 'json' in some form, to use 'response_format' of type 'json_object'.", 400],
    ['JSON mode is not enabled for this model', 400],
    ["response_format: Input should be 'text'; json_object is not supported", 422],
  ] as const)('is the JSON object: %s', (message, status) => {
    expect(refused(message, { form: OBJECT, status })).toBe('json_object');
  });

  it.each([
    "Unsupported value: 'temperature' does not support 0 with this model. Only the default (1) value is supported.",
    'invalid temperature: only 1 is allowed for this model',
    'The model returned the following errors: `temperature` is deprecated for this model.',
    "Unsupported parameter: 'temperature' is not supported with this model.",
  ])('is the temperature: %s', (message) => {
    expect(refused(message)).toBe('temperature');
    expect(refused(message, { form: TEXT, param: 'temperature' })).toBe('temperature');
  });

  it.each([
    "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
    'Unrecognized request argument supplied: max_tokens',
  ])('is the name of the output limit: %s', (message) => {
    expect(refused(message)).toBe('max_tokens');
  });

  it('is the newer name of the output limit', () => {
    const form = { ...SCHEMA, outputLimitField: 'max_completion_tokens' } as const;
    const message = "Additional properties are not allowed ('max_completion_tokens' was unexpected)";
    expect(refused(message, { form })).toBe('max_completion_tokens');
    expect(refused('[{"type":"extra_forbidden","loc":["body","max_completion_tokens"]}]', { form, status: 422 })).toBe(
      'max_completion_tokens',
    );
  });

  it.each([
    ['You are not allowed to request logprobs from this model', 403],
    ['Logprobs is not enabled for models/gemini-1.5-flash', 400],
    ['Invalid JSON payload received. Unknown name "logprobs": Cannot find field.', 400],
    [
      'logprobs, best_of and echo parameters are not available on gpt-35-turbo model. Please remove the parameter and try again.',
      400,
    ],
    ['Argument not supported on this model: logprobs', 400],
    ['Requested sample logprobs of 5, which is greater than max allowed: 0', 400],
    ['top_logprobs is not supported', 400],
    ['logprobs is not supported with tools', 400],
  ] as const)('is the chances of tokens: %s', (message, status) => {
    expect(refused(message, { status })).toBe('logprobs');
  });

  it('is what the error names as its parameter', () => {
    expect(refused('Bad request.', { param: 'response_format' })).toBe('json_schema');
    expect(refused('Bad request.', { param: 'logprobs' })).toBe('logprobs');
  });
});

describe('what refuses no part', () => {
  it('is a complaint about what was not sent: asking again would come to no end', () => {
    expect(refused('tools are not supported', { form: SCHEMA })).toBeNull();
    expect(refused('response_format is not supported', { form: TEXT })).toBeNull();
    expect(refused('logprobs is not supported', { form: TEXT })).toBeNull();
    expect(refused("'max_completion_tokens' is not supported")).toBeNull();
  });

  it.each([
    'Invalid prompt: your prompt was flagged as potentially violating our usage policy.',
    "This model's maximum context length is 8192 tokens. However, your messages resulted in 9000 tokens.",
    'max_tokens is too large: 100000. This model supports at most 4096 completion tokens.',
    "Invalid 'temperature': decimal above maximum value. Expected a value <= 1.",
    'temperature: range: 0..1 is not supported',
    'The account has been restricted.',
    'Bad prompt.',
    '',
  ])('is another complaint: %s', (message) => {
    expect(refused(message)).toBeNull();
  });

  it.each([401, 402, 408, 409, 429, 502, 503])('is a failure of another kind: status %i', (status) => {
    expect(refused("'response_format' is not supported", { status })).toBeNull();
  });

  it('is a contestant whose answer is repeated in the message', () => {
    const input =
      '[{"loc":["body","messages"],"msg":"String should be shorter","input":"tools, response_format: not supported"}]';
    expect(refused(input, { status: 422 })).toBeNull();
    expect(refused(`Bad message: ${'x'.repeat(600)} response_format is not supported`)).toBeNull();
  });
});
