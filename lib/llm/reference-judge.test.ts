import { afterEach, describe, expect, it } from 'vitest';
import type { ChatFailure } from '#lib/chat/chat-failure.ts';
import type { ChatModel, ChatReply } from '#lib/chat/chat-model.ts';
import { generalTemplate } from '#lib/judging/general-template.ts';
import { parseVerdict } from '#lib/judging/parse-verdict.ts';
import { reAskMessages } from '#lib/judging/re-ask.ts';
import { type ReferenceJudge, spawnReferenceJudge } from '../../scripts/test-support/reference-judge.ts';
import { findSharedData } from '../../scripts/test-support/shared-data.ts';
import { openAiChatModel } from './openai-chat-model.ts';

const present = findSharedData() !== null;

const { messages, replySchema } = generalTemplate.render({
  promptTurns: ['Name a prime.'],
  context: null,
  reference: null,
  shownFirst: ['7'],
  shownSecond: ['9'],
  delimiterKey: 'key of the test',
});
const REQUEST = { model: 'reference', messages, replySchema, temperature: 0, maxOutputTokens: 200 };

const judges: ReferenceJudge[] = [];
afterEach(async () => {
  for (const one of judges.splice(0)) await one.close();
});

async function judge(settings: Record<string, string>): Promise<{ chat: ChatModel; url: string }> {
  const server = await spawnReferenceJudge(settings);
  if (!server) throw new Error('the reference judge is missing beside the shared data');
  judges.push(server);
  return { chat: openAiChatModel({ baseUrl: server.url, apiKey: null }), url: server.url };
}

async function replyWith(settings: Record<string, string>): Promise<ChatReply> {
  return (await judge(settings)).chat(REQUEST, { timeoutMs: 5000 });
}

async function failureWith(fault: string): Promise<ChatFailure> {
  const { chat } = await judge({ FAULTS: `${fault}:1` });
  return chat(REQUEST, { timeoutMs: 300 }).then(
    () => expect.fail('expected a failure'),
    (thrown) => thrown,
  );
}

describe.skipIf(!present)('against the reference judge (needs shared data)', () => {
  it('brings each verdict back', async () => {
    for (const verdict of ['A', 'B', 'tie']) {
      const reply = await replyWith({ ALWAYS: verdict });
      expect(parseVerdict(reply)).toEqual({ verdict, reason: 'Recorded verdict.' });
      expect(reply).toMatchObject({ servedModel: 'reference', fingerprint: 'reference-judge' });
      expect(reply.usage?.inputTokens).toBeGreaterThan(100);
    }
  });

  it('brings verdicts in brackets back from an endpoint without schemas', async () => {
    const { chat } = await judge({ ALWAYS: 'tie' });
    const reply = await chat({ ...REQUEST, replySchema: undefined }, { timeoutMs: 5000 });
    expect(parseVerdict(reply)).toMatchObject({ verdict: 'tie' });
  });

  it('tells its faults apart', async () => {
    expect(await failureWith('429')).toMatchObject({ kind: 'rate_limit', status: 429, retryAfterMs: 1000 });
    expect(await failureWith('500')).toMatchObject({ kind: 'transient', status: 500 });
    expect(await failureWith('401')).toMatchObject({ kind: 'blocked', status: 401 });
    expect(await failureWith('timeout')).toMatchObject({ kind: 'transient', code: 'timeout', possiblyPaid: true });
    expect(await failureWith('disconnect')).toMatchObject({ kind: 'transient', status: null, possiblyPaid: true });
  });

  it('tells its unusable replies apart', async () => {
    expect(parseVerdict(await replyWith({ FAULTS: 'malformed:1' }))).toMatchObject({ unusable: 'unparseable' });
    expect(parseVerdict(await replyWith({ FAULTS: 'truncated:1' }))).toMatchObject({ unusable: 'truncated' });
    expect(parseVerdict(await replyWith({ FAULTS: 'refused:1' }))).toMatchObject({ unusable: 'refused' });
  });

  it('asks again with another body, so that nothing counts as paid twice', async () => {
    const { chat, url } = await judge({ ALWAYS: 'A' });
    const first = await chat(REQUEST, { timeoutMs: 5000 });
    await chat({ ...REQUEST, messages: reAskMessages(messages, first.text) }, { timeoutMs: 5000 });
    const stats = await (await fetch(new URL('/stats', url))).json();
    expect(stats).toMatchObject({ requests: 2, answered: 2, distinct: 2, duplicates: 0 });
  });
});
