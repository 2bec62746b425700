import { setTimeout as sleep } from 'node:timers/promises';
import { ChatFailure } from '#lib/chat/chat-failure.ts';
import type { ChatModel, ChatReply } from '#lib/chat/chat-model.ts';
import type { CallFrame, CallWork } from '#lib/db/call-work.ts';
import type { ClaimRequest } from '#lib/db/claim-calls.ts';
import type { CachedReply } from '#lib/db/verdict-cache.ts';
import { parseVerdict } from '#lib/judging/parse-verdict.ts';
import { verdictByContestant } from '#lib/judging/verdict-by-contestant.ts';
import type { CallLedger } from './call-ledger.ts';
import type { AttemptOutcome } from './call-outcome.ts';
import type { CallReader } from './call-reader.ts';
import { type JudgeRequest, judgeRequest } from './judge-request.ts';
import type { FinishedAttempt } from './outcome-rows.ts';
import type { Recorded } from './record-attempts.ts';
import { SlotQueue } from './slot-queue.ts';

/** What a call maker needs of the outside world. */
export interface CallMakerPorts {
  reader: CallReader;
  ledger: CallLedger;
  /** The chat model behind an endpoint of a judge version. */
  chatModel: (endpoint: string) => ChatModel;
  /** Names this process in claims. */
  claimToken: string;
  onRecorded: (recorded: Recorded) => void;
}

/** Makes calls until it is told to stop. */
export interface CallMaker {
  /** Ends when the call is stored, reused or left alone. */
  make(callId: string): Promise<void>;
  /** From here on nothing is claimed: what is in flight comes back and is stored, the rest stays ready. */
  stop(): void;
}

/** Who comes to a queue waits no longer than this before asking for itself. */
const CROWDED_MS = 10_000;
/** A lease outlives the hard time-out of the request by this much: the time to store its reply. */
const LEASE_MARGIN_MS = 30_000;

/**
 * Makes calls: claim, send, store. Making a call twice changes nothing; a call that is not ready, or whose run does not
 * run, is left alone.
 */
export function createCallMaker(ports: CallMakerPorts): CallMaker {
  const { reader, ledger } = ports;
  /** Who waits for room, by run and judge: a judge that is held back must not keep the others waiting. */
  const slots = new Map<string, Map<string, SlotQueue>>();
  let stopped = false;

  function slotsOf({ runId, judgeVersionId }: CallFrame): SlotQueue {
    const queues = slots.get(runId) ?? new Map<string, SlotQueue>();
    const queue = queues.get(judgeVersionId) ?? new SlotQueue();
    slots.set(runId, queues.set(judgeVersionId, queue));
    return queue;
  }

  /** Asks until the call may be sent, is answered by the cache, or is no longer to be made. */
  async function claimOrReuse(work: CallWork, judge: JudgeRequest): Promise<{ attempt: number } | CachedReply | null> {
    const queue = slotsOf(work);
    if (queue.isBefore(work.ordinal)) await queue.wait({ ordinal: work.ordinal, atMostMs: CROWDED_MS });
    while (!stopped) {
      const cached = work.cacheMode === 'use' ? await reader.lookUp({ teamId: work.teamId, key: judge.hash }) : null;
      if (cached) return cached;
      const { answer, free } = await ledger.claim(claimRequest(work, judge));
      queue.wake(Math.min(free, 1));
      if (answer.kind === 'claimed') return answer;
      if (answer.kind === 'gone') return null;
      if (answer.kind === 'asked') await sleep(answer.retryMs);
      else await queue.wait({ ordinal: work.ordinal, atMostMs: answer.retryMs });
    }
    return null;
  }

  async function record(finished: FinishedAttempt): Promise<void> {
    const recorded = await ledger.record(finished);
    if (recorded) ports.onRecorded(recorded);
    for (const queue of slots.get(finished.work.runId)?.values() ?? []) queue.wake(1);
  }

  async function makeCall(callId: string): Promise<void> {
    const work = await reader.load(callId);
    if (work === null) return;
    const judge = judgeRequest(work);
    const right = await claimOrReuse(work, judge);
    if (right === null) return;
    const shared = {
      work: frameOf(work),
      claimToken: ports.claimToken,
      requestHash: judge.hash,
      request: judge.request.messages.slice(1),
    };
    if ('reply' in right) {
      const outcome = outcomeOf(storedReply(right), work);
      return record({ ...shared, attempt: null, cachedFromId: right.callId, outcome, latencyMs: 0 });
    }
    const started = performance.now();
    const outcome = await send(ports.chatModel(work.endpoint), judge, work);
    return record({
      ...shared,
      attempt: right.attempt,
      cachedFromId: null,
      outcome,
      latencyMs: performance.now() - started,
    });
  }

  /** A call can be queued again while it waits for room here. */
  const inHand = new Set<string>();
  return {
    async make(callId) {
      if (inHand.has(callId)) return;
      inHand.add(callId);
      await makeCall(callId).finally(() => inHand.delete(callId));
    },
    stop() {
      stopped = true;
      for (const queues of slots.values()) for (const queue of queues.values()) queue.wake(Number.POSITIVE_INFINITY);
    },
  };
}

function frameOf(work: CallWork): CallFrame {
  const { id, teamId, runId, matchId, judgeVersionId, endpoint, cacheMode, inputPrice, outputPrice } = work;
  const { order, turn, sample, generation } = work;
  const key = { order, turn, sample, generation };
  return { id, teamId, runId, matchId, judgeVersionId, endpoint, cacheMode, inputPrice, outputPrice, ...key };
}

function claimRequest(work: CallWork, judge: JudgeRequest): ClaimRequest {
  return {
    callId: work.id,
    attempts: work.attempts,
    runId: work.runId,
    judgeVersionId: work.judgeVersionId,
    requestHash: judge.hash,
    singleFlight: work.cacheMode === 'use',
    maxCost: judge.maxCost,
    leaseMs: work.timeoutMs + LEASE_MARGIN_MS,
  };
}

/** Only usable replies are cached, and parsing depends on the reply alone: what was a verdict is one again. */
function storedReply(cached: CachedReply): ChatReply {
  return { text: cached.reply, refusal: null, truncated: false, usage: null, servedModel: null, fingerprint: null };
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

async function send(model: ChatModel, judge: JudgeRequest, work: CallWork): Promise<AttemptOutcome> {
  try {
    return outcomeOf(await model(judge.request, { timeoutMs: work.timeoutMs }), work);
  } catch (error) {
    if (!(error instanceof ChatFailure)) return { ...UNKNOWN_FAILURE, message: String(error) };
    return {
      kind: 'failure',
      failure: error.kind,
      message: error.message,
      status: error.status,
      code: error.code,
      possiblyPaid: error.possiblyPaid,
      retryAfterMs: error.retryAfterMs,
    };
  }
}

function outcomeOf(reply: ChatReply, work: CallWork): AttemptOutcome {
  const parsed = parseVerdict(reply);
  if ('unusable' in parsed) return { kind: 'unusable', verdict: parsed.unusable, detail: parsed.detail, reply };
  const verdict = verdictByContestant({ shown: parsed.verdict, first: work.order === 1 ? 'a' : 'b' });
  return { kind: 'verdict', verdict, reason: parsed.reason, reply };
}
