import type { ChatRequest } from '#lib/chat/chat-model.ts';
import { type JudgeCapability, replyFormOf } from '#lib/chat/judge-capability.ts';
import type { ReplyForm } from '#lib/chat/reply-form.ts';
import type { CallWork } from '#lib/db/call-work.ts';
import { reAskMessages } from '#lib/judging/re-ask.ts';
import type { JudgingTemplate } from '#lib/judging/template.ts';
import { verdictKey } from '#lib/judging/verdict-key.ts';
import { initialCapability } from '#lib/llm/initial-capability.ts';
import { requestHash } from '#lib/llm/request-hash.ts';
import { SIMULATOR_ENDPOINT } from './run-settings.ts';

/** What a call sends, what identifies its answer, and the most it can cost. */
export interface JudgeRequest {
  request: ChatRequest & { form: ReplyForm };
  /** What is taken for true of the endpoint; the form follows from it. */
  capability: JudgeCapability;
  /** Everything that can change the answer; see `verdictKey`. */
  hash: string;
  /** USD; null when the price is unknown. */
  maxCost: number | null;
}

/** Renders the request of a pairwise call. A call that is asked again sends its bad reply along. */
export function judgeRequest(work: CallWork, template: JudgingTemplate): JudgeRequest {
  const [shownFirst, shownSecond] = work.order === 1 ? [work.answerA, work.answerB] : [work.answerB, work.answerA];
  const input = {
    promptTurns: work.promptTurns,
    context: work.context,
    reference: work.reference,
    fields: work.fields,
    shownFirst,
    shownSecond,
  };
  const rendered = template.render({ ...input, delimiterKey: work.seed });
  const capability = work.capability ?? initialCapability(work);
  const form = replyFormOf(capability);
  const decoding = {
    model: work.model,
    replySchema: rendered.replySchema,
    temperature: capability.refuses.includes('temperature') ? undefined : (work.temperature ?? undefined),
    maxOutputTokens: work.maxOutputTokens,
  };
  const messages =
    work.badReply === null
      ? rendered.messages
      : reAskMessages(rendered.messages, work.badReply, template.definition.reply);
  const subject = verdictKey({ template, input, turn: work.turn });
  const rung = form.rung === 'json_schema' ? undefined : form.rung;
  const hash = requestHash({ ...decoding, subject, baseUrl: hashedEndpoint(work.endpoint), sample: work.sample, rung });
  const request = { ...decoding, form, messages };
  return { request, capability, hash, maxCost: maxCostOf(work, request) };
}

/** The simulator's port changes with every start; its answers do not. */
function hashedEndpoint(endpoint: string): string {
  return endpoint === SIMULATOR_ENDPOINT ? 'http://simulator.invalid/v1' : endpoint;
}

/** No tokeniser makes more tokens than there are bytes; real text has three to four bytes a token. */
const BYTES_A_TOKEN_AT_LEAST = 2;

function maxCostOf(work: CallWork, request: ChatRequest): number | null {
  if (work.inputPrice === null || work.outputPrice === null) return null;
  const bytes = request.messages.reduce((sum, message) => sum + Buffer.byteLength(message.content), 0);
  return ((bytes / BYTES_A_TOKEN_AT_LEAST) * work.inputPrice + work.maxOutputTokens * work.outputPrice) / 1e6;
}
