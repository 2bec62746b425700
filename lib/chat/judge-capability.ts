import { type OutputLimitField, type RefusablePart, type ReplyForm, RUNGS, type Rung } from './reply-form.ts';

/** What an endpoint was found able to do for a judge. It only ever steps down. */
export interface JudgeCapability {
  readonly rung: Rung;
  /** Parts that it refused, or that its model is known to refuse. */
  readonly refuses: readonly RefusablePart[];
  readonly maxTokensField: OutputLimitField | null;
  /** Null: not known yet; they are asked for. */
  readonly logprobs: boolean | null;
  /** Replies at this rung that kept to its form, less those that did not. */
  readonly balance: number;
  /** True when the rung is known to work. */
  readonly settled: boolean;
  /** Replies without the chances of tokens that had been asked for. */
  readonly withoutLogprobs: number;
  /** When it last changed, ISO 8601; null while nothing was learned. */
  readonly learnedAt: string | null;
}

/** What one answered or refused request tells of its endpoint. `form` is the form it was sent in. */
export type CapabilityLesson =
  | { readonly kind: 'refused'; readonly form: ReplyForm; readonly part: RefusablePart }
  | {
      readonly kind: 'answered';
      readonly form: ReplyForm;
      /** Whether the reply kept to the form of the rung. */
      readonly kept: boolean;
      readonly logprobs: boolean;
    };

/**
 * Replies that keep to a form, or ignore it, by which one side has to lead before it is believed. Enforcing endpoints never ignore a form, so
 * a lead of two is rarely luck; and a model may keep to it of its own accord.
 */
const LEAD = 2;

/** The form in which a judge is asked next. Tool calls carry no chances at most endpoints, so none are asked for there. */
export function replyFormOf(capability: JudgeCapability): ReplyForm {
  return {
    rung: capability.rung,
    outputLimitField: capability.maxTokensField,
    logprobs: capability.logprobs !== false && capability.rung !== 'tool',
  };
}

/** Whether a reply to a request in this form can still teach something. */
export function isLearning(capability: JudgeCapability, form: ReplyForm): boolean {
  return !capability.settled || (form.logprobs && capability.logprobs === null);
}

/** Whether a rung stands below another. */
export function isBelow(rung: Rung, other: Rung): boolean {
  return RUNGS.indexOf(rung) > RUNGS.indexOf(other);
}

/**
 * What is known after a lesson. Requests in flight teach the same lesson many times: a step is taken only from the form that the request
 * was sent in, so that it is taken once.
 */
export function learn(capability: JudgeCapability, lesson: CapabilityLesson): JudgeCapability {
  if (lesson.kind === 'refused') return withoutPart(capability, lesson);
  const known = learnLogprobs(capability, lesson);
  if (known.settled || lesson.form.rung !== known.rung) return known;
  const balance = known.balance + (lesson.kept ? 1 : -1);
  if (balance <= -LEAD) return stepDown(known);
  return { ...known, balance, settled: balance >= LEAD };
}

function withoutPart(
  capability: JudgeCapability,
  { form, part }: CapabilityLesson & { kind: 'refused' },
): JudgeCapability {
  const refuses = capability.refuses.includes(part) ? capability.refuses : [...capability.refuses, part];
  const next = { ...capability, refuses };
  if (part === 'temperature') return next;
  if (part === 'logprobs') return { ...next, logprobs: false };
  if (part === 'max_tokens' || part === 'max_completion_tokens')
    return part === capability.maxTokensField ? { ...next, maxTokensField: otherField(next, part) } : next;
  return form.rung === capability.rung ? stepDown(next) : next;
}

function otherField({ refuses }: JudgeCapability, field: OutputLimitField): OutputLimitField | null {
  const other = field === 'max_tokens' ? 'max_completion_tokens' : 'max_tokens';
  return refuses.includes(other) ? null : other;
}

function stepDown(capability: JudgeCapability): JudgeCapability {
  const rung = RUNGS[RUNGS.indexOf(capability.rung) + 1] ?? 'text';
  return { ...capability, rung, balance: 0, settled: rung === 'text' };
}

function learnLogprobs(capability: JudgeCapability, lesson: CapabilityLesson & { kind: 'answered' }): JudgeCapability {
  if (!lesson.form.logprobs || capability.logprobs !== null) return capability;
  if (lesson.logprobs) return { ...capability, logprobs: true };
  const withoutLogprobs = capability.withoutLogprobs + 1;
  return { ...capability, withoutLogprobs, logprobs: withoutLogprobs >= LEAD ? false : null };
}
