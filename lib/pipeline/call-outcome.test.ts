import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FailureKind } from '#lib/chat/chat-failure.ts';
import { replyOf, textReply } from '../../scripts/test-support/scripted-judge.ts';
import { type AttemptOutcome, callTransition, RETRY_POLICY } from './call-outcome.ts';

const FRESH = { attempts: 1, transientCount: 0, reaskCount: 0, inSilence: false };

const failure = (kind: FailureKind, retryAfterMs: number | null = null): AttemptOutcome => {
  return { kind: 'failure', failure: kind, message: 'no', code: null, status: null, retryAfterMs, possiblyPaid: false };
};
const unusable = (verdict: 'unparseable' | 'refused' | 'truncated'): AttemptOutcome => {
  return { kind: 'unusable', verdict, detail: 'no verdict', reply: textReply('Hm.') };
};

describe('an answer', () => {
  it.each(['a', 'b', 'tie'] as const)('with the verdict %s ends the call', (verdict) => {
    const outcome: AttemptOutcome = { kind: 'verdict', verdict, reason: null, reply: replyOf('A') };
    expect(callTransition(outcome, FRESH)).toMatchObject({ status: 'DONE', verdict });
  });

  it('without a verdict is asked for once more, at once; then it is the verdict', () => {
    const again = { status: 'READY', verdict: null, reasked: true, reformed: false, delayMs: 0, transient: false };
    expect(callTransition(unusable('unparseable'), FRESH)).toEqual(again);
    const ended = callTransition(unusable('unparseable'), { ...FRESH, attempts: 2, reaskCount: 1 });
    expect(ended).toMatchObject({ status: 'UNUSABLE', verdict: 'unparseable', reasked: false });
  });

  it('without a verdict, in a form that its endpoint ignores, is asked for in another, and the re-asks begin anew', () => {
    const reformed = { status: 'READY', verdict: null, reasked: false, reformed: true, delayMs: 0, transient: false };
    const left = { ...FRESH, reaskCount: 1, formChanged: true };
    expect(callTransition(unusable('unparseable'), left)).toEqual(reformed);
    expect(callTransition(unusable('truncated'), left)).toMatchObject({ status: 'UNUSABLE', verdict: 'truncated' });
  });

  it.each(['refused', 'truncated'] as const)(
    'that was %s would only be paid for again: it ends the call',
    (verdict) => {
      expect(callTransition(unusable(verdict), FRESH)).toMatchObject({ status: 'UNUSABLE', verdict });
    },
  );
});

describe('a failure', () => {
  it('of this request alone ends the call as an error, never as a tie', () => {
    expect(callTransition(failure('content'), FRESH)).toMatchObject({ status: 'UNUSABLE', verdict: 'error' });
  });

  it('of the form alone is asked at once in another, and uses up no try', () => {
    const call = { ...FRESH, attempts: 4, transientCount: 4, reaskCount: 1 };
    const reformed = { status: 'READY', verdict: null, reformed: true, reasked: false, transient: false, delayMs: 0 };
    expect(callTransition(failure('form'), call)).toEqual(reformed);
  });

  it('that blocks every request leaves the call without a verdict, for the resume', () => {
    const blocked = { status: 'BLOCKED', verdict: null, transient: false };
    expect(callTransition(failure('blocked'), { ...FRESH, transientCount: 99 })).toMatchObject(blocked);
  });

  it('of a rate limit waits as told, as often as told, and uses up no try', () => {
    const call = { ...FRESH, attempts: 500, transientCount: 3, reaskCount: 1 };
    const told = { status: 'READY', delayMs: 7_000, transient: false, reasked: false };
    expect(callTransition(failure('rate_limit', 7_000), call)).toMatchObject(told);
    expect(callTransition(failure('rate_limit'), call)).toMatchObject({ status: 'READY', delayMs: 60_000 });
  });

  it('that passes is tried five times, with doubling waits, and then kept for a retry', () => {
    const waits: (number | string)[] = [];
    for (let transientCount = 0; transientCount < RETRY_POLICY.transientTries; transientCount++) {
      const { status, delayMs } = callTransition(failure('transient'), { ...FRESH, transientCount });
      waits.push(status === 'READY' ? delayMs : status);
    }
    expect(waits).toEqual([500, 1_000, 2_000, 4_000, 'FAILED']);
    expect(callTransition(failure('transient', 9_000), FRESH).delayMs).toBe(9_000);
  });
});

it('whatever happens, a call ends with a verdict or without one as its state says, and no wait is longer than a minute or than told', () => {
  const outcome = fc.oneof(
    fc.constantFrom(unusable('unparseable'), unusable('refused'), unusable('truncated')),
    fc
      .tuple(
        fc.constantFrom<FailureKind[]>('content', 'form', 'blocked', 'rate_limit', 'transient'),
        fc.option(fc.nat({ max: 100_000 })),
      )
      .map(([kind, retryAfterMs]) => failure(kind, retryAfterMs)),
  );
  const call = fc.record({
    attempts: fc.nat({ max: 10_000 }),
    transientCount: fc.nat({ max: 20 }),
    reaskCount: fc.nat({ max: 3 }),
    inSilence: fc.boolean(),
  });
  fc.assert(
    fc.property(outcome, call, (one, before) => {
      const after = callTransition(one, before);
      expect(after.verdict !== null).toBe(after.status === 'DONE' || after.status === 'UNUSABLE');
      const told = one.kind === 'failure' ? (one.retryAfterMs ?? 60_000) : 0;
      expect(after.delayMs).toBeLessThanOrEqual(told);
      if (after.status !== 'READY') expect(after.delayMs).toBe(0);
    }),
  );
});
