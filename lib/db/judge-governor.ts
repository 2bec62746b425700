import type { Queryable } from './database.ts';

/** What a batch of attempts tells about a judge's rate limits. */
export interface JudgeSignal {
  judgeVersionId: string;
  answered: number;
  limited: number;
  /** The longest wait a 429 asked for, ms; 0 when none did. */
  retryAfterMs: number;
}

/** Share of limited answers, exponentially weighted, above which the whole judge waits and not just the call that was refused. */
const HOLD_SHARE = 0.2;

/**
 * Adapts how much a judge is asked at once: a 429 shrinks the limit by a tenth, answers grow it back one by one
 * (additive increase, multiplicative decrease). When refusals pile up, nothing is sent before the time the endpoint named.
 */
export async function adaptJudges(transaction: Queryable, signals: readonly JudgeSignal[]): Promise<void> {
  const relevant = signals.filter((signal) => signal.answered + signal.limited > 0);
  if (relevant.length === 0) return;
  await transaction.query(
    `UPDATE judge_version j SET rate_limited_share = s.share,
       in_flight_limit = CASE
         WHEN w.limited > 0 THEN greatest(1, coalesce(j.in_flight_limit, s.claimed + w.limited) * power(0.9, least(w.limited, 5)))
         WHEN j.in_flight_limit >= 1000 THEN NULL
         ELSE j.in_flight_limit + w.answered / greatest(1, j.in_flight_limit) END,
       hold_until = CASE WHEN s.share > $2 AND w.limited > 0
         THEN greatest(j.hold_until, clock_timestamp() + w."retryAfterMs" * interval '1 millisecond') ELSE j.hold_until END
     FROM json_to_recordset($1::json) AS w ("judgeVersionId" uuid, answered float8, limited float8, "retryAfterMs" float8)
     JOIN LATERAL (
       SELECT v.rate_limited_share * power(0.95, w.answered + w.limited)
              + (1 - power(0.95, w.answered + w.limited)) * w.limited / (w.answered + w.limited) AS share,
              (SELECT count(*) FROM call c WHERE c.judge_version_id = v.id AND c.status = 'CLAIMED') AS claimed
       FROM judge_version v WHERE v.id = w."judgeVersionId") s ON true
     WHERE j.id = w."judgeVersionId" AND (w.limited > 0 OR j.in_flight_limit IS NOT NULL)`,
    [JSON.stringify(relevant), HOLD_SHARE],
  );
}
