import type { ChatRequest } from '#lib/chat/chat-model.ts';
import type { RefusablePart, ReplyForm } from '#lib/chat/reply-form.ts';
import type { FailedResponse } from './failure-kind.ts';

/** Statuses with which endpoints refuse a part of a request: 403 and 404 by routers and for rights, 500 and 501 by local servers. */
const STATUSES: ReadonlySet<number> = new Set([400, 403, 404, 405, 415, 422, 500, 501]);
/** Longer texts may repeat what contestants wrote, which must not teach us anything. */
const LONGEST_MESSAGE = 600;
/** What validators put after their words: the rejected value. */
const REPEATED_INPUT = /"input(?:_value)?"\s*:.*|\binput_value=.*/s;

const NAMES: Record<RefusablePart, RegExp> = {
  json_schema:
    /response[_ ]?format|json[_ ]?schema|response[_ ]?(?:json_)?schema|structured[_ ]?outputs?|guided[_ ](?:json|decoding)|\bgrammar\b|additionalProperties/i,
  tool: /\btools?\b|tool[_ ]?(?:choice|use|calls?)|function[_ ]?call/i,
  json_object: /response[_ ]?format|json[_ ]?object|json[_ ]mode|response_?mime_?type/i,
  temperature: /\btemperature\b/i,
  logprobs: /log[_ ]?prob/i,
  max_tokens: /\bmax_tokens\b/i,
  max_completion_tokens: /\bmax_completion_tokens\b/i,
};

/** How providers say that they do not take something: OpenAI, Azure, vLLM, Ollama, llama.cpp, Gemini, Mistral, Groq, DeepSeek, Anthropic, routers. */
const COMPLAINT =
  /(?:is|are|was|not|n['’]t)\s+(?:\w+\s+)?(?:supported|allowed|permitted|enabled|available|implemented|recogni[sz]ed|compatible)|\bunsupported|unavailable|(?:does|do|did)\s*(?:not|n['’]t)\s+(?:\w+\s+)?(?:support|accept|allow|recogni[sz]e)|unknown\s+(?:name|parameter|field|argument)|unrecogni[sz]ed|unexpected|extra[_ ](?:inputs?|fields?|forbidden)|\binvalid\b|deprecated|\brequires?\b|must\s+(?:be|contain)|enabled\s+only|may\s+not|cannot|can['’]t|remove\s+the\s+parameter|no\s+endpoints\s+found|only\s+(?:\S+\s+){0,3}(?:allowed|supported)|greater\s+than\s+max/i;
/** A complaint about the value, not about the parameter. */
const OUT_OF_RANGE =
  /too\s+(?:large|big|high|many)|exceed|at\s+most|maximum|context\s+length|\brange\b|between|(?:less|greater|smaller|larger)\s+than\b|[<>]=|≤|≥/i;
/** Only a field that is not known has another name; what is wrong with its value is wrong under both. */
const UNKNOWN_FIELD =
  /unsupported|not\s+(?:supported|permitted|allowed|recogni)|unknown|unrecogni|unexpected|extra|instead|deprecated/i;
/** One router names no parameter when none of its providers takes all of them. */
const NO_ROUTE = /no endpoints found that can handle the requested parameters/i;

/** A failed response with the parameter it names, where it names one. */
export interface RefusingResponse extends FailedResponse {
  readonly param: string | null;
}

/**
 * The part of a request that an endpoint refuses, by its own words; null when it complains of something else, or of a part that was not sent.
 *
 * The same question can then be asked without that part. Each refusal takes one part away, so that asking again comes to an end.
 */
export function refusedPart(response: RefusingResponse, request: ChatRequest, form: ReplyForm): RefusablePart | null {
  if (!STATUSES.has(response.status)) return null;
  const sent = sentParts(request, form);
  const named = response.param === null ? undefined : sent.find((part) => NAMES[part].test(response.param ?? ''));
  const words = response.message.slice(0, LONGEST_MESSAGE).replace(REPEATED_INPUT, '');
  if (NO_ROUTE.test(words)) return sent.find(isRung) ?? sent[0] ?? null;
  if (named === undefined && !COMPLAINT.test(words)) return null;
  const part = named ?? sent.find((one) => NAMES[one].test(words));
  if (part === undefined) return null;
  if (part === 'max_tokens' || part === 'max_completion_tokens') return UNKNOWN_FIELD.test(words) ? part : null;
  return part === 'temperature' && OUT_OF_RANGE.test(words) ? null : part;
}

/** In the order in which a message that names several is read: what is easiest to do without comes first. */
function sentParts(request: ChatRequest, form: ReplyForm): RefusablePart[] {
  return [
    ...(form.logprobs ? (['logprobs'] as const) : []),
    ...(request.temperature === undefined ? [] : (['temperature'] as const)),
    ...(form.outputLimitField === null ? [] : [form.outputLimitField]),
    ...(request.replySchema && form.rung !== 'text' ? [form.rung] : []),
  ];
}

function isRung(part: RefusablePart): boolean {
  return part === 'json_schema' || part === 'tool' || part === 'json_object';
}
