import { ChatFailure } from '#lib/chat/chat-failure.ts';
import type { ChatModel, ChatReply } from '#lib/chat/chat-model.ts';
import { type CapabilityLesson, isLearning, type JudgeCapability } from '#lib/chat/judge-capability.ts';
import type { ReplyForm } from '#lib/chat/reply-form.ts';
import type { CallWork } from '#lib/db/call-work.ts';
import type { CachedReply } from '#lib/db/verdict-cache.ts';
import { keptForm } from '#lib/judging/kept-form.ts';
import { parseVerdict } from '#lib/judging/parse-verdict.ts';
import type { Side } from '#lib/judging/verdict.ts';
import { verdictByContestant } from '#lib/judging/verdict-by-contestant.ts';
import {
  probabilitiesByContestant,
  type ShownProbabilities,
  verdictProbabilities,
} from '#lib/judging/verdict-probabilities.ts';
import type { AttemptOutcome } from './call-outcome.ts';
import type { JudgeRequest } from './judge-request.ts';

/** What came of a request, and what it tells of its endpoint; a null lesson tells nothing new. */
export interface Sent {
  outcome: AttemptOutcome;
  lesson: CapabilityLesson | null;
}

/** What an adapter threw that is no failure of a chat: an error of our own. */
const UNKNOWN_FAILURE = {
  kind: 'failure',
  failure: 'transient',
  status: null,
  code: null,
  possiblyPaid: true,
  retryAfterMs: null,
} as const;

/** Sends the request of a call, once, and reads what comes back. */
export async function sendRequest(model: ChatModel, judge: JudgeRequest, work: CallWork): Promise<Sent> {
  const { form } = judge.request;
  try {
    const reply = await model(judge.request, { timeoutMs: work.timeoutMs });
    const outcome = outcomeOf(reply, { first: firstOf(work), probabilities: null });
    return { outcome, lesson: answerLesson(reply, outcome, judge) };
  } catch (error) {
    if (!(error instanceof ChatFailure))
      return { outcome: { ...UNKNOWN_FAILURE, message: String(error) }, lesson: null };
    return { outcome: failureOutcome(error), lesson: refusalLesson(error, form) };
  }
}

/** Only usable replies are cached, and parsing depends on the reply alone: what was a verdict is one again. */
export function cachedOutcome(cached: CachedReply, work: CallWork): AttemptOutcome {
  const nothing = { refusal: null, truncated: false, usage: null, servedModel: null, fingerprint: null };
  return outcomeOf({ ...nothing, text: cached.reply }, { first: firstOf(work), probabilities: cached.probabilities });
}

function firstOf(work: CallWork): Side {
  return work.order === 1 ? 'a' : 'b';
}

/** The tokens of a reply end here: all that is kept of them are the chances of the verdicts. */
function outcomeOf(
  { tokens = null, ...reply }: ChatReply,
  known: { first: Side; probabilities: ShownProbabilities | null },
): AttemptOutcome {
  const parsed = parseVerdict(reply);
  if ('unusable' in parsed) return { kind: 'unusable', verdict: parsed.unusable, detail: parsed.detail, reply };
  const verdict = verdictByContestant({ shown: parsed.verdict, first: known.first });
  const read = tokens && verdictProbabilities({ text: reply.text, verdict: parsed.verdict, tokens });
  const shown = read ?? known.probabilities;
  const probabilities = shown && probabilitiesByContestant(shown, known.first);
  return { kind: 'verdict', verdict, reason: parsed.reason, probabilities, reply };
}

function failureOutcome(error: ChatFailure): AttemptOutcome {
  const { message, status, code, possiblyPaid, retryAfterMs } = error;
  return { kind: 'failure', failure: error.kind, message, status, code, possiblyPaid, retryAfterMs };
}

function refusalLesson({ refused }: ChatFailure, form: ReplyForm): CapabilityLesson | null {
  return refused === null ? null : { kind: 'refused', form, part: refused };
}

/** Refused and cut replies tell nothing of the endpoint: no form could have been kept. */
function answerLesson(
  reply: ChatReply,
  outcome: AttemptOutcome,
  { capability, request: { form } }: { capability: JudgeCapability; request: { form: ReplyForm } },
): CapabilityLesson | null {
  if (!isLearning(capability, form)) return null;
  if (outcome.kind === 'failure' || outcome.verdict === 'refused' || outcome.verdict === 'truncated') return null;
  return { kind: 'answered', form, kept: keptForm(reply, form.rung), logprobs: (reply.tokens ?? null) !== null };
}
