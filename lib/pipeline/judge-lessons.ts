import { type CapabilityLesson, isBelow, type JudgeCapability } from '#lib/chat/judge-capability.ts';
import type { ReplyForm } from '#lib/chat/reply-form.ts';
import type { JudgeLessons } from '#lib/db/judge-capabilities.ts';

/** What an attempt tells of its judge's endpoint. */
export interface Teaching {
  form: ReplyForm;
  /** What was taken for true when it was sent. */
  before: JudgeCapability;
  /** Null: nothing new. */
  lesson: CapabilityLesson | null;
}

/** An attempt as far as it teaches. */
interface TeachingAttempt {
  readonly work: { readonly judgeVersionId: string };
  readonly teaching?: Teaching;
}

/** What the attempts teach of their judges' endpoints, where anything is left to learn. */
export function judgeLessons(finished: readonly TeachingAttempt[]): JudgeLessons[] {
  const taught = finished.flatMap(({ work, teaching }) =>
    teaching?.lesson ? [{ judgeVersionId: work.judgeVersionId, before: teaching.before, lesson: teaching.lesson }] : [],
  );
  return [...Map.groupBy(taught, (one) => one.judgeVersionId)].map(([judgeVersionId, own]) => ({
    judgeVersionId,
    before: (own[0] as (typeof own)[number]).before,
    lessons: own.map((one) => one.lesson),
  }));
}

/** Whether the judge is asked in a form further down than the one this attempt was sent in. */
export function isFormLeft({ work, teaching }: TeachingAttempt, known: Map<string, JudgeCapability>): boolean {
  const now = known.get(work.judgeVersionId);
  return now !== undefined && teaching !== undefined && isBelow(now.rung, teaching.form.rung);
}
