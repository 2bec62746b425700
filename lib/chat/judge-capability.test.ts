import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type CapabilityLesson,
  isBelow,
  isLearning,
  type JudgeCapability,
  learn,
  replyFormOf,
} from './judge-capability.ts';
import { type RefusablePart, RUNGS, type Rung } from './reply-form.ts';

const FRESH: JudgeCapability = {
  rung: 'json_schema',
  refuses: [],
  maxTokensField: 'max_tokens',
  logprobs: null,
  balance: 0,
  settled: false,
  withoutLogprobs: 0,
  learnedAt: null,
};
const form = (rung: Rung) => ({ ...replyFormOf(FRESH), rung });
const refusal = (part: RefusablePart, rung: Rung = 'json_schema'): CapabilityLesson => {
  return { kind: 'refused', form: form(rung), part };
};
const answer = (kept: boolean, rung: Rung = 'json_schema', logprobs = false): CapabilityLesson => {
  return { kind: 'answered', form: form(rung), kept, logprobs };
};
const after = (...lessons: CapabilityLesson[]) => lessons.reduce(learn, FRESH);

describe('what is known of an endpoint', () => {
  it('steps down once for however many requests in flight were refused alike', () => {
    const many = Array.from({ length: 16 }, () => refusal('json_schema'));
    expect(after(...many)).toMatchObject({ rung: 'tool', refuses: ['json_schema'], settled: false });
    expect(after(...many, ...many, refusal('tool', 'tool')).rung).toBe('json_object');
  });

  it('comes to an end at words, which nobody can refuse', () => {
    const lessons = [refusal('json_schema'), refusal('tool', 'tool'), refusal('json_object', 'json_object')];
    expect(after(...lessons)).toMatchObject({ rung: 'text', settled: true });
  });

  it('steps down when replies ignore the form, and stays when they keep to it', () => {
    expect(after(answer(false)).rung).toBe('json_schema');
    expect(after(answer(false), answer(false))).toMatchObject({ rung: 'tool', balance: 0 });
    expect(after(answer(true), answer(true))).toMatchObject({ rung: 'json_schema', settled: true });
    expect(after(answer(true), answer(true), ...Array.from({ length: 50 }, () => answer(false))).rung).toBe(
      'json_schema',
    );
    expect(after(answer(false), answer(true), answer(true)).settled).toBe(false);
  });

  it('leaves out what was refused', () => {
    expect(after(refusal('temperature')).refuses).toEqual(['temperature']);
    expect(replyFormOf(after(refusal('logprobs')))).toMatchObject({ logprobs: false });
    expect(after(refusal('max_tokens')).maxTokensField).toBe('max_completion_tokens');
    expect(after(refusal('max_tokens'), refusal('max_tokens')).maxTokensField).toBe('max_completion_tokens');
    expect(after(refusal('max_tokens'), refusal('max_completion_tokens')).maxTokensField).toBeNull();
  });

  it('asks for the chances of tokens until two replies came without', () => {
    expect(after(answer(true)).logprobs).toBeNull();
    expect(after(answer(true), answer(true)).logprobs).toBe(false);
    expect(after(answer(true), answer(true, 'json_schema', true), answer(true)).logprobs).toBe(true);
    expect(replyFormOf({ ...FRESH, rung: 'tool' }).logprobs).toBe(false);
  });

  it('is learned from no further reply once all is known', () => {
    const known = after(answer(true), answer(true, 'json_schema', true));
    expect(isLearning(FRESH, replyFormOf(FRESH))).toBe(true);
    expect(isLearning(known, replyFormOf(known))).toBe(false);
  });

  it('never steps up, whatever comes in whatever order, and each refusal takes something away', () => {
    const lesson = fc.oneof(
      fc
        .record({
          part: fc.constantFrom<RefusablePart[]>('temperature', 'logprobs', 'max_tokens', 'max_completion_tokens'),
        })
        .map(({ part }) => refusal(part)),
      fc.constantFrom<Rung[]>('json_schema', 'tool', 'json_object').map((rung) => refusal(rung as 'tool', rung)),
      fc
        .tuple(fc.boolean(), fc.constantFrom(...RUNGS), fc.boolean())
        .map(([kept, rung, told]) => answer(kept, rung, told)),
    );
    fc.assert(
      fc.property(fc.array(lesson, { maxLength: 60 }), (lessons) => {
        let known = FRESH;
        for (const one of lessons) {
          const next = learn(known, one);
          expect(isBelow(known.rung, next.rung)).toBe(false);
          expect(next.refuses.length).toBeGreaterThanOrEqual(known.refuses.length);
          if (one.kind === 'refused') expect(next.refuses).toContain(one.part);
          known = next;
        }
      }),
    );
  });
});
