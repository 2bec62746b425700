import { setTimeout as sleep } from 'node:timers/promises';
import type { ChatModel } from '#lib/chat/chat-model.ts';
import type { CallFrame, CallWork } from '#lib/db/call-work.ts';
import type { ClaimRequest } from '#lib/db/claim-calls.ts';
import type { CachedReply } from '#lib/db/verdict-cache.ts';
import type { JudgingTemplate } from '#lib/judging/template.ts';
import type { CallLedger } from './call-ledger.ts';
import type { CallReader } from './call-reader.ts';
import { type JudgeRequest, judgeRequest } from './judge-request.ts';
import type { FinishedAttempt } from './outcome-rows.ts';
import type { Recorded } from './record-attempts.ts';
import { cachedOutcome, sendRequest } from './send-request.ts';
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

/** A request that may be sent. */
interface Claimed {
  judge: JudgeRequest;
  attempt: number;
}

/** A request that has been answered before. */
interface Reused {
  judge: JudgeRequest;
  cached: CachedReply;
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
  async function claimOrReuse(work: CallWork, template: JudgingTemplate): Promise<Claimed | Reused | null> {
    const queue = slotsOf(work);
    if (queue.isBefore(work.ordinal)) await queue.wait({ ordinal: work.ordinal, atMostMs: CROWDED_MS });
    for (let judge = judgeRequest(work, template); !stopped; ) {
      const cached = work.cacheMode === 'use' ? await reader.lookUp({ teamId: work.teamId, key: judge.hash }) : null;
      if (cached) return { judge, cached };
      const { answer, free } = await ledger.claim(claimRequest(work, judge));
      queue.wake(Math.min(free, 1));
      if (answer.kind === 'claimed') return { judge, attempt: answer.attempt };
      if (answer.kind === 'gone') return null;
      if (answer.kind === 'changed') judge = judgeRequest({ ...work, capability: answer.capability }, template);
      else if (answer.kind === 'asked') await sleep(answer.retryMs);
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
    const right = await claimOrReuse(work, await reader.template(work));
    if (right === null) return;
    const { judge } = right;
    const shared = {
      work: frameOf(work),
      claimToken: ports.claimToken,
      requestHash: judge.hash,
      request: judge.request.messages.slice(1),
    };
    if ('cached' in right) {
      const { cached } = right;
      const outcome = cachedOutcome(cached, work);
      return record({ ...shared, attempt: null, cachedFromId: cached.callId, outcome, latencyMs: 0 });
    }
    const started = performance.now();
    const { outcome, lesson } = await sendRequest(ports.chatModel(work.endpoint), judge, work);
    return record({
      ...shared,
      attempt: right.attempt,
      cachedFromId: null,
      outcome,
      latencyMs: performance.now() - started,
      teaching: { form: judge.request.form, before: judge.capability, lesson },
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
    learnedAt: judge.capability.learnedAt,
  };
}
