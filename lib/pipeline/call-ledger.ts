import { type ClaimAnswer, type ClaimRequest, claimCalls, roomKey } from '#lib/db/claim-calls.ts';
import type { Database } from '#lib/db/database.ts';
import { notifyRun } from '#lib/db/run-notice.ts';
import { isTransientDatabaseError } from '#lib/db/transient-error.ts';
import type { Log } from '#lib/log.ts';
import { coalesce } from './coalesce.ts';
import type { FinishedAttempt } from './outcome-rows.ts';
import { type Recorded, recordAttempts } from './record-attempts.ts';
import { sayNowAndThen } from './say-now-and-then.ts';

/** The books of calls: who may make one, what came of it. Each entry shares a transaction with its neighbours. */
export interface CallLedger {
  /** The answer, and how many more calls of the run to this judge there was room for. */
  claim(request: ClaimRequest): Promise<{ answer: ClaimAnswer; free: number }>;
  /**
   * Ends when the outcome is stored, however long the database is away. Of the outcomes that were stored together one
   * hears what became of the run, the others null; so does one that can never be stored.
   */
  record(finished: FinishedAttempt): Promise<Recorded | null>;
}

/**
 * A busy run's writers take turns at its row: gathering a little longer makes the turns fewer. Not too many at once: who
 * waits for a long turn is sent on late, together with all others, and comes back with all others.
 */
const TURN = { limit: 40, lingerMs: 4 };
/** The texts of one batch of replies are stored while another has its turn. */
const RECORDERS = 2;
/** Who watches a run hears of it this often at most. */
const NOTICE_MS = 500;

/** Opens the books. `claimToken` names this process in claims. */
export function createCallLedger(ports: { database: Database; claimToken: string; log: Log }): CallLedger {
  const { database } = ports;
  const underWay = new Map<string, number>();
  const count = (runId: string, change: number) => underWay.set(runId, (underWay.get(runId) ?? 0) + change);
  const tellOfRun = sayNowAndThen((runId) => notifyRun(database, runId), NOTICE_MS);
  const isLast = (runId: string) => (underWay.get(runId) ?? 0) <= 0;
  return {
    claim: coalesce(async (requests: ClaimRequest[]) => {
      // A call can be queued twice; its claim is given once.
      const asked = new Map(requests.map((request) => [request.callId, request]));
      const { answers, free } = await claimCalls(database, [...asked.values()], ports.claimToken);
      for (const [callId, answer] of answers) if (answer.kind === 'claimed') count(asked.get(callId)?.runId ?? '', 1);
      return requests.map((request) => ({
        answer: (asked.get(request.callId) === request && answers.get(request.callId)) || { kind: 'gone' as const },
        free: free.get(roomKey(request)) ?? 0,
      }));
    }, TURN),
    record: coalesce(
      async (finished: FinishedAttempt[]) => {
        for (const one of finished) if (one.attempt !== null) count(one.work.runId, -1);
        const stored = await recordUntilStored({ ...ports, isLast }, finished);
        for (const { runId, state } of stored) if (state === 'RUNNING') tellOfRun(runId);
        const unheard = new Map(stored.map((one) => [one.runId, one]));
        return finished.map(({ work: { runId } }) => {
          const heard = unheard.get(runId) ?? null;
          unheard.delete(runId);
          return heard;
        });
      },
      { ...TURN, parallel: RECORDERS },
    ),
  };
}

interface RecordPorts {
  database: Database;
  log: Log;
  /** Whether no other claim of this process is under way in the run. */
  isLast: (runId: string) => boolean;
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
