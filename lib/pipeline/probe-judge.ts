import type { TeamScope } from '#lib/access/team-scope.ts';
import { ChatFailure } from '#lib/chat/chat-failure.ts';
import type { ChatModel, ChatReply, TokenUsage } from '#lib/chat/chat-model.ts';
import { type CapabilityLesson, type JudgeCapability, learn, replyFormOf } from '#lib/chat/judge-capability.ts';
import type { Queryable } from '#lib/db/database.ts';
import { storeCapability } from '#lib/db/judge-capabilities.ts';
import { JoustError } from '#lib/errors.ts';
import { generalTemplate } from '#lib/judging/general-template.ts';
import { keptForm } from '#lib/judging/kept-form.ts';
import { type ParsedVerdict, parseVerdict } from '#lib/judging/parse-verdict.ts';
import { type ShownProbabilities, verdictProbabilities } from '#lib/judging/verdict-probabilities.ts';
import { initialCapability } from '#lib/llm/initial-capability.ts';
import { costOf, type Price } from '#lib/llm/prices.ts';
import type { JudgeSettings } from './run-settings.ts';

/** What a judge's endpoint was found able to do, and what finding out took. */
export interface JudgeProbe {
  capability: JudgeCapability;
  /** Of the fixed comparison, in which the answer shown first is right; by shown position. */
  sample: ParsedVerdict;
  probabilities: ShownProbabilities | null;
  servedModel: string | null;
  fingerprint: string | null;
  /** Requests made, those refused included. */
  requests: number;
  usage: TokenUsage;
  /** USD; null when the price is unknown. */
  cost: number | null;
  /** Of the last request. */
  latencyMs: number;
  /** Versions of the team's judges that now know. */
  storedOn: number;
}

/** The longest way down: three rungs and four fields, each refused once, and an answer. */
const MOST_REQUESTS = 8;

/** Where the judge's settings say nothing: as in runs. */
const MOST_OUTPUT_TOKENS = 1024;

const COMPARISON = generalTemplate.render({
  promptTurns: ['What is two plus two? Answer with a number.'],
  context: null,
  reference: null,
  shownFirst: ['4'],
  shownSecond: ['5'],
  delimiterKey: 'probe',
});

/** One answered request of a probe. */
interface Answered {
  reply: ChatReply;
  latencyMs: number;
}

/**
 * Finds out what a judge's endpoint can do: a fixed comparison is sent in the surest form, and again in the next one for as long as
 * a form is refused or ignored. One reply decides, where runs wait for a second. It is no part of a run, and no run pays for it.
 * @throws JoustError `judge-does-not-answer` when a request fails for another reason than its form
 */
export async function probeJudge(
  ports: { database: Queryable; scope: TeamScope; model: ChatModel },
  judge: JudgeSettings,
  price: Price | null,
): Promise<JudgeProbe> {
  let capability = initialCapability(judge);
  const usages: (TokenUsage | null)[] = [];
  let answered: Answered | null = null;
  let requests = 0;
  for (let again = true; again && requests < MOST_REQUESTS; requests += 1) {
    const before = capability;
    const sent = await ask(ports.model, judge, capability);
    if ('reply' in sent) {
      answered = sent;
      usages.push(sent.reply.usage);
    }
    // A run believes two; a probe asks once.
    capability = sent.lesson === null ? before : learn(learn(before, sent.lesson), sent.lesson);
    again = !('reply' in sent) || capability.rung !== before.rung;
  }
  if (answered === null) throw unanswered('a refusal of every form');
  capability = { ...capability, learnedAt: new Date().toISOString() };
  const storedOn = await storeCapability(ports.database, ports.scope, { ...judge, capability });
  return { capability, ...sampleOf(answered), ...spentOn(usages, price), requests, storedOn };
}

async function ask(
  model: ChatModel,
  judge: JudgeSettings,
  capability: JudgeCapability,
): Promise<{ lesson: CapabilityLesson | null } | (Answered & { lesson: CapabilityLesson | null })> {
  const form = replyFormOf(capability);
  const takesTemperature = judge.temperature !== null && !capability.refuses.includes('temperature');
  const { model: name, timeoutMs } = judge;
  const maxOutputTokens = judge.maxOutputTokens ?? MOST_OUTPUT_TOKENS;
  const began = performance.now();
  try {
    const temperature = takesTemperature ? (judge.temperature ?? undefined) : undefined;
    const reply = await model({ ...COMPARISON, model: name, temperature, maxOutputTokens, form }, { timeoutMs });
    const latencyMs = Math.round(performance.now() - began);
    // A cut or refused reply tells nothing of the form.
    if (reply.truncated || reply.refusal !== null) return { reply, latencyMs, lesson: null };
    const kept = keptForm(reply, form.rung);
    return { reply, latencyMs, lesson: { kind: 'answered', form, kept, logprobs: Boolean(reply.tokens) } };
  } catch (error) {
    if (!(error instanceof ChatFailure)) throw error;
    if (error.refused === null) throw unanswered(error.message);
    return { lesson: { kind: 'refused', form, part: error.refused } };
  }
}

function sampleOf({ reply, latencyMs }: Answered) {
  const sample = parseVerdict(reply);
  const { text, servedModel, fingerprint } = reply;
  const known = 'verdict' in sample && reply.tokens ? { text, verdict: sample.verdict, tokens: reply.tokens } : null;
  return { sample, probabilities: known && verdictProbabilities(known), servedModel, fingerprint, latencyMs };
}

function spentOn(usages: readonly (TokenUsage | null)[], price: Price | null) {
  const usage = {
    inputTokens: usages.reduce((sum, one) => sum + (one?.inputTokens ?? 0), 0),
    outputTokens: usages.reduce((sum, one) => sum + (one?.outputTokens ?? 0), 0),
  };
  return { usage, cost: usages.includes(null) ? null : costOf(usage, price) };
}

function unanswered(got: string): JoustError {
  return new JoustError({
    code: 'judge-does-not-answer',
    expected: 'an answer to a chat completion request',
    got,
    fix: 'Check the address, the model and the key of the judge.',
  });
}
