import { ChatFailure } from '#lib/chat/chat-failure.ts';
import type { ChatModel, ChatReply } from '#lib/chat/chat-model.ts';
import { type CallWork, loadCallWork } from '#lib/db/call-work.ts';
import { type ClaimAnswer, type ClaimRequest, claimCalls } from '#lib/db/claim-calls.ts';
import type { Database } from '#lib/db/database.ts';
import { isTransientDatabaseError } from '#lib/db/transient-error.ts';
import { type CachedReply, findCachedReplies } from '#lib/db/verdict-cache.ts';
import { parseVerdict } from '#lib/judging/parse-verdict.ts';
import { verdictByContestant } from '#lib/judging/verdict-by-contestant.ts';
import type { Log } from '#lib/log.ts';
import type { AttemptOutcome } from './call-outcome.ts';
import { coalesce } from './coalesce.ts';
import { type JudgeRequest, judgeRequest } from './judge-request.ts';
import { type FinishedAttempt, type Recorded, recordAttempts } from './record-attempts.ts';
import { SlotQueue } from './slot-queue.ts';

/** What a call maker needs of the outside world. */
export interface CallMakerPorts {
  database: Database;
  /** The chat model behind an endpoint of a judge version. */
  chatModel: (endpoint: string) => ChatModel;
  /** Names this process in claims. */
  claimToken: string;
  onRecorded: (recorded: readonly Recorded[]) => void;
  log: Log;
}

/** A lease outlives the hard time-out of the request by this much: the time to store its reply. */
const LEASE_MARGIN_MS = 30_000;
const BATCH = 200;

/**
 * Makes calls: claim, send, store. Each step is gathered with those of other calls into one round trip.
 * Making a call twice changes nothing; a call that is not ready, or whose run does not run, is left alone.
 */
export function createCallMaker(ports: CallMakerPorts): (callId: string) => Promise<void> {
  const slots = new Map<string, SlotQueue>();
  const load = coalesce(
    async (ids: string[]) => {
      const work = await loadCallWork(ports.database, ids);
      return ids.map((id) => work.get(id) ?? null);
    },
    { limit: BATCH },
  );
  const claim = coalesce(
    async (requests: ClaimRequest[]) => {
      const answers = await claimCalls(ports.database, requests, ports.claimToken);
      return requests.map((request): ClaimAnswer => answers.get(request.callId) ?? { kind: 'gone' });
    },
    { limit: BATCH },
  );
  const lookUp = coalesce(
    async (wanted: { teamId: string; key: string }[]) => {
      const byTeam = Map.groupBy(wanted, (one) => one.teamId);
      const found = new Map<string, CachedReply>();
      for (const [teamId, lines] of byTeam) {
        for (const [key, reply] of await findCachedReplies(
          ports.database,
          teamId,
          lines.map((line) => line.key),
        ))
          found.set(`${teamId} ${key}`, reply);
      }
      return wanted.map((one) => found.get(`${one.teamId} ${one.key}`) ?? null);
    },
    { limit: BATCH },
  );
  const record = coalesce(
    async (finished: FinishedAttempt[]) => {
      const recorded = await recordUntilStored(ports, finished);
      ports.onRecorded(recorded);
      for (const { runId } of recorded) slotsOf(runId).wake(finished.length + 1);
      return finished.map(() => undefined);
    },
    { limit: BATCH },
  );

  function slotsOf(runId: string): SlotQueue {
    const queue = slots.get(runId) ?? new SlotQueue();
    slots.set(runId, queue);
    return queue;
  }

  /** Asks until the call may be sent, is answered by the cache, or is no longer to be made. */
  async function claimOrReuse(work: CallWork, judge: JudgeRequest): Promise<{ attempt: number } | CachedReply | null> {
    for (;;) {
      const cached = work.cacheMode === 'use' ? await lookUp({ teamId: work.teamId, key: judge.hash }) : null;
      if (cached) return cached;
      const answer = await claim(claimRequest(work, judge));
      if (answer.kind === 'claimed') return answer;
      if (answer.kind === 'gone') return null;
      await slotsOf(work.runId).wait(Math.max(20, Math.min(answer.retryMs, 1_000)));
    }
  }

  return async (callId) => {
    const work = await load(callId);
    if (work === null) return;
    const judge = judgeRequest(work);
    const right = await claimOrReuse(work, judge);
    if (right === null) return;
    const shared = { work, claimToken: ports.claimToken, requestHash: judge.hash, request: judge.request.messages };
    if ('reply' in right) {
      await record({
        ...shared,
        attempt: null,
        cachedFromId: right.callId,
        outcome: outcomeOf(storedReply(right), work),
        latencyMs: 0,
      });
      return;
    }
    const started = performance.now();
    const outcome = await send(ports.chatModel(work.endpoint), judge, work);
    await record({
      ...shared,
      attempt: right.attempt,
      cachedFromId: null,
      outcome,
      latencyMs: performance.now() - started,
    });
  };
}

function claimRequest(work: CallWork, judge: JudgeRequest): ClaimRequest {
  return {
    callId: work.id,
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

async function send(model: ChatModel, judge: JudgeRequest, work: CallWork): Promise<AttemptOutcome> {
  try {
    return outcomeOf(await model(judge.request, { timeoutMs: work.timeoutMs }), work);
  } catch (error) {
    if (!(error instanceof ChatFailure)) throw error;
    return {
      kind: 'failure',
      failure: error.kind,
      message: error.message,
      status: error.status,
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

/** A reply that was paid for is held until the database takes it; only a statement that can never succeed is given up. */
async function recordUntilStored(ports: CallMakerPorts, finished: readonly FinishedAttempt[]): Promise<Recorded[]> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await recordAttempts(ports.database, finished);
    } catch (error) {
      if (!isTransientDatabaseError(error)) return recordOneByOne(ports, finished, error);
      ports.log.warn(
        { calls: finished.length, tries, error: String(error) },
        'the database does not take replies; trying again',
      );
      await new Promise((resolve) => setTimeout(resolve, Math.min(2_000, 50 * tries)));
    }
  }
}

async function recordOneByOne(
  ports: CallMakerPorts,
  finished: readonly FinishedAttempt[],
  error: unknown,
): Promise<Recorded[]> {
  if (finished.length > 1) {
    const each = [];
    for (const one of finished) each.push(...(await recordUntilStored(ports, [one])));
    return each;
  }
  ports.log.error({ callId: finished[0]?.work.id, error: String(error) }, 'a reply could not be stored');
  return [];
}
