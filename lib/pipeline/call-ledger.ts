import { type CallWork, loadCallWork } from '#lib/db/call-work.ts';
import { type ClaimAnswer, type ClaimRequest, claimCalls } from '#lib/db/claim-calls.ts';
import type { Database } from '#lib/db/database.ts';
import { isTransientDatabaseError } from '#lib/db/transient-error.ts';
import { type CachedReply, findCachedReplies } from '#lib/db/verdict-cache.ts';
import type { Log } from '#lib/log.ts';
import { coalesce } from './coalesce.ts';
import type { FinishedAttempt } from './outcome-rows.ts';
import { type Recorded, recordAttempts } from './record-attempts.ts';

/** The books of calls: what is to be made, who may make it, what came of it. Each entry shares a round trip with its neighbours. */
export interface CallLedger {
  /** The work of a ready call; null when it is not to be made now. */
  load(callId: string): Promise<CallWork | null>;
  lookUp(wanted: { teamId: string; key: string }): Promise<CachedReply | null>;
  /** The answer, and how many more calls of the run there was room for. */
  claim(request: ClaimRequest): Promise<{ answer: ClaimAnswer; free: number }>;
  /** Ends when the outcome is stored, however long the database is away; null when it can never be. */
  record(finished: FinishedAttempt): Promise<Recorded | null>;
}

const BATCH = 200;
/** A busy run's writers take turns at its row: gathering a little longer makes the turns fewer. */
const LINGER_MS = 4;

/** Opens the books. `claimToken` names this process in claims. */
export function createCallLedger(ports: { database: Database; claimToken: string; log: Log }): CallLedger {
  const { database } = ports;
  const underWay = new Map<string, number>();
  const count = (runId: string, change: number) => underWay.set(runId, (underWay.get(runId) ?? 0) + change);
  const isLast = (runId: string) => (underWay.get(runId) ?? 0) <= 0;
  return {
    load: coalesce(
      async (ids: string[]) => {
        const work = await loadCallWork(database, ids);
        return ids.map((id) => work.get(id) ?? null);
      },
      { limit: BATCH, lingerMs: 1 },
    ),
    lookUp: coalesce((wanted: { teamId: string; key: string }[]) => lookUpAll(database, wanted), {
      limit: BATCH,
      lingerMs: 1,
    }),
    claim: coalesce(
      async (requests: ClaimRequest[]) => {
        // A call can be queued twice; its claim is given once.
        const asked = new Map(requests.map((request) => [request.callId, request]));
        const { answers, free } = await claimCalls(database, [...asked.values()], ports.claimToken);
        for (const [callId, answer] of answers) if (answer.kind === 'claimed') count(asked.get(callId)?.runId ?? '', 1);
        return requests.map((request) => ({
          answer: (asked.get(request.callId) === request && answers.get(request.callId)) || { kind: 'gone' as const },
          free: free.get(request.runId) ?? 0,
        }));
      },
      { limit: BATCH, lingerMs: LINGER_MS },
    ),
    record: coalesce(
      async (finished: FinishedAttempt[]) => {
        for (const one of finished) if (one.attempt !== null) count(one.work.runId, -1);
        const stored = await recordUntilStored({ ...ports, isLast }, finished);
        const recorded = new Map(stored.map((one) => [one.runId, one]));
        return finished.map((one) => recorded.get(one.work.runId) ?? null);
      },
      { limit: BATCH, lingerMs: LINGER_MS },
    ),
  };
}

interface RecordPorts {
  database: Database;
  log: Log;
  /** Whether no other claim of this process is under way in the run. */
  isLast: (runId: string) => boolean;
}

async function lookUpAll(
  database: Database,
  wanted: readonly { teamId: string; key: string }[],
): Promise<(CachedReply | null)[]> {
  const found = new Map<string, CachedReply>();
  for (const [teamId, lines] of Map.groupBy(wanted, (one) => one.teamId)) {
    const keys = lines.map((line) => line.key);
    for (const [key, reply] of await findCachedReplies(database, teamId, keys)) found.set(`${teamId} ${key}`, reply);
  }
  return wanted.map((one) => found.get(`${one.teamId} ${one.key}`) ?? null);
}

/** A reply that was paid for is held until the database takes it; only a statement that can never succeed is given up. */
async function recordUntilStored(ports: RecordPorts, finished: readonly FinishedAttempt[]): Promise<Recorded[]> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await recordAttempts(ports.database, finished, ports.isLast);
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
  ports: RecordPorts,
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
