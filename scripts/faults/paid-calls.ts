import type { InstallationUnderTest } from './installation-under-test.ts';

/** What an installation's books say about the calls of a run. */
export interface PaidCalls {
  calls: number;
  /** Calls that ended with a verdict, usable or not. */
  ended: number;
  /** Calls that ended without exactly one judgement, or have one without having ended: lost and duplicated verdicts. */
  misjudged: number;
  claimed: number;
  /** Attempt rows: requests that may have been sent. */
  attempts: number;
  /** Attempts whose reply is stored. */
  answered: number;
  /** Attempts whose worker died before the reply was stored. */
  lost: number;
  /** Calls with an answered attempt whose reply is not kept. */
  withoutReply: number;
}

const ANSWERED = `('verdict', 'unparseable', 'refused', 'truncated')`;

/** Counts the calls, attempts and judgements of a run; of a league of knockouts too, as calls are made when slots fill. */
export async function paidCalls(installation: InstallationUnderTest, runId: string): Promise<PaidCalls> {
  const rows = await installation.query<Record<keyof PaidCalls, number>>(
    `WITH judged AS (
       SELECT c.id, c.status, (SELECT count(*) FROM judgement j WHERE j.call_id = c.id) AS judgements,
         EXISTS (SELECT 1 FROM call_attempt a WHERE a.call_id = c.id AND a.outcome IN ${ANSWERED}) AS answered,
         EXISTS (SELECT 1 FROM call_text t WHERE t.call_id = c.id) AS kept
       FROM call c WHERE c.run_id = $1)
     SELECT count(*)::int AS calls, count(*) FILTER (WHERE status IN ('DONE', 'UNUSABLE'))::int AS ended,
       count(*) FILTER (WHERE judgements <> CASE WHEN status IN ('DONE', 'UNUSABLE') THEN 1 ELSE 0 END)::int AS misjudged,
       count(*) FILTER (WHERE status = 'CLAIMED')::int AS claimed, count(*) FILTER (WHERE answered AND NOT kept)::int AS "withoutReply",
       (SELECT count(*)::int FROM call_attempt a JOIN judged ON judged.id = a.call_id) AS attempts,
       (SELECT count(*)::int FROM call_attempt a JOIN judged ON judged.id = a.call_id WHERE a.outcome IN ${ANSWERED}) AS answered,
       (SELECT count(*)::int FROM call_attempt a JOIN judged ON judged.id = a.call_id WHERE coalesce(a.outcome, 'lost') = 'lost') AS lost
     FROM judged`,
    [runId],
  );
  return rows[0] as PaidCalls;
}
