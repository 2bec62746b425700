import type { JudgeCapability } from '#lib/chat/judge-capability.ts';
import type { OutputLimitField } from '#lib/chat/reply-form.ts';
import { endpointOf } from './endpoint.ts';

/**
 * Models that think before they answer and take neither a temperature nor log-probabilities nor `max_tokens`: OpenAI's o series and
 * GPT-5 (not its chat variant), under any router's prefix. Others are found out by their first refusal.
 */
const REASONING = /(?:^|[/:])(?:o[134](?:-|$)|gpt-5(?!-chat)(?:[-.]|$))/i;
const OWN_API = /(?:^|\.)(?:openai\.com|openai\.azure\.com)$/;

/** Whether a model is known to refuse what plain chat models take. */
export function isReasoningModel(model: string): boolean {
  return REASONING.test(model);
}

/**
 * What is taken for true of a judge before its first reply: all is tried that its model is not known to refuse.
 *
 * OpenAI's own API deprecates `max_tokens`. Compatible servers all know it, but some ignore the newer name, which would
 * leave the output unlimited, and some reject it.
 */
export function initialCapability(judge: { endpoint: string; model: string }): JudgeCapability {
  const isReasoning = isReasoningModel(judge.model);
  return {
    rung: 'json_schema',
    refuses: isReasoning ? ['temperature', 'max_tokens', 'logprobs'] : [],
    maxTokensField: isReasoning ? 'max_completion_tokens' : fieldOfHost(judge.endpoint),
    logprobs: isReasoning ? false : null,
    balance: 0,
    settled: false,
    withoutLogprobs: 0,
    learnedAt: null,
  };
}

/** The field that endpoints of this host understand. Anything but a URL, such as the simulator's name, has the common one. */
export function fieldOfHost(endpoint: string): OutputLimitField {
  if (!/^https?:/i.test(endpoint)) return 'max_tokens';
  return OWN_API.test(endpointOf(endpoint).hostname) ? 'max_completion_tokens' : 'max_tokens';
}
