import { expect, it } from 'vitest';
import type { CallWork } from '#lib/db/call-work.ts';
import type { ClaimAnswer } from '#lib/db/claim-calls.ts';
import { generalTemplate } from '#lib/judging/general-template.ts';
import { createCallMaker } from './make-call.ts';

const WAITERS = 100;
const SECONDS = 1;

const work = (id: string, ordinal: number) =>
  ({
    ...{ id, ordinal, teamId: 't', runId: 'r', matchId: 'm', judgeVersionId: 'j', order: 1, turn: 0, sample: 0 },
    ...{ generation: 0, attempts: 0, transientCount: 0, reaskCount: 0, seed: '1', cacheMode: 'bypass' },
    ...{ endpoint: 'http://127.0.0.1:9/v1', model: 'm', templateId: generalTemplate.id, templateVersion: 1 },
    ...{ temperature: null, maxOutputTokens: 10, timeoutMs: 1_000, inputPrice: null, outputPrice: null },
    ...{
      promptTurns: ['p'],
      context: null,
      reference: [],
      fields: {},
      answerA: ['a'],
      answerB: ['b'],
      badReply: null,
      capability: null,
    },
  }) as CallWork;

/** How often a ledger that always gives this answer is asked by a crowd, a second. */
async function claimsASecond(given: { answer: ClaimAnswer; free: number }): Promise<number> {
  let claims = 0;
  const maker = createCallMaker({
    reader: {
      load: async (id) => work(id, Number(id)),
      lookUp: async () => null,
      template: async () => generalTemplate,
    },
    ledger: {
      async claim() {
        claims += 1;
        return given;
      },
      record: async () => null,
    },
    chatModel: () => () => expect.fail('nothing is claimed, so nothing may be sent'),
    claimToken: 'test/1',
    onRecorded: () => {},
  });
  const made = Promise.all(Array.from({ length: WAITERS }, (_, index) => maker.make(String(index))));
  await new Promise((resolve) => setTimeout(resolve, 200));
  const before = claims;
  await new Promise((resolve) => setTimeout(resolve, SECONDS * 1_000));
  const asked = claims - before;
  maker.stop();
  await made;
  return asked / SECONDS;
}

it('asks for room now and then while there is none, however many wait', async () => {
  expect(await claimsASecond({ answer: { kind: 'busy', retryMs: 10_000 }, free: 0 })).toBeLessThanOrEqual(25);
});

it('looks again at its own pace where only the same question is under way', async () => {
  const perSecond = await claimsASecond({ answer: { kind: 'asked', retryMs: 50 }, free: 10 });
  expect(perSecond).toBeLessThanOrEqual(WAITERS * 20 * 1.2);
});
