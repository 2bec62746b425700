import type { Queryable } from './database.ts';
import type { RunNote } from './notes.ts';
import { clockAssignments } from './run-clock.ts';
import type { PauseReason, RunState } from './run-row.ts';

/** What is left to do in a run, under its lock. */
export interface RunRemainder {
  state: RunState;
  /** The newest generation of judgements: above 0 the run had ended before, and cancelling ends only what came after. */
  generation: number;
  claimed: boolean;
  /** Calls that may still be made: ready, or blocked until a resume. */
  pending: boolean;
  failed: number;
  /** A match waits for an entrant or is without a verdict. */
  unsettled: boolean;
  /** A bracket cannot go on. */
  held: boolean;
}

/** Moves a run from one of the given states to another; false when it was in none of them. */
export async function moveRun(
  database: Queryable,
  move: { runId: string; from: readonly RunState[]; to: RunState; pauseReason?: PauseReason | null; note?: RunNote },
): Promise<boolean> {
  const { rowCount } = await database.query(
    `UPDATE run SET state = $3::run_state, pause_reason = $4::pause_reason, state_note = $5::jsonb,
       started_at = CASE WHEN $3 = 'RUNNING' THEN coalesce(started_at, now()) ELSE started_at END,
       ended_at = CASE WHEN $3 IN ('COMPLETED', 'COMPLETED_WITH_GAPS', 'CANCELLED', 'FAILED') THEN now() END,
       ${clockAssignments('$3')}
     WHERE id = $1 AND state = ANY($2::run_state[])`,
    [move.runId, move.from, move.to, move.pauseReason ?? null, move.note ? JSON.stringify(move.note) : null],
  );
  return rowCount === 1;
}

/** What is still to come of a run that exists. */
export async function remainderOf(transaction: Queryable, runId: string): Promise<RunRemainder> {
  const { rows } = await transaction.query<RunRemainder>(
    `SELECT r.state, r.generation,
       EXISTS (SELECT 1 FROM call WHERE run_id = r.id AND status = 'CLAIMED') AS claimed,
       EXISTS (SELECT 1 FROM call WHERE run_id = r.id AND status IN ('READY', 'BLOCKED', 'WAITING')) AS pending,
       (SELECT count(*)::int FROM call WHERE run_id = r.id AND status = 'FAILED') AS failed,
       EXISTS (SELECT 1 FROM match WHERE run_id = r.id AND state IN ('waiting', 'open')) AS unsettled,
       EXISTS (SELECT 1 FROM match WHERE run_id = r.id AND state = 'waiting') AS held
     FROM run r WHERE r.id = $1`,
    [runId],
  );
  return rows[0] as RunRemainder;
}

/** Whether anything of the run is still to be made or under way: the cheap question asked after every batch. */
export async function isBusy(transaction: Queryable, runId: string): Promise<boolean> {
  const { rows } = await transaction.query<{ busy: boolean }>(
    `SELECT EXISTS (SELECT 1 FROM call WHERE run_id = $1 AND status IN ('READY', 'CLAIMED', 'BLOCKED', 'WAITING')) AS busy`,
    [runId],
  );
  return rows[0]?.busy ?? false;
}

/** Runs that are about to stop, or look as if nothing of them is left to do. */
export async function runsToFinish(database: Queryable): Promise<string[]> {
  const { rows } = await database.query<{ id: string }>(
    `SELECT id FROM run r WHERE state IN ('PAUSING', 'CANCELLING') OR (state = 'RUNNING' AND NOT EXISTS (
       SELECT 1 FROM call c WHERE c.run_id = r.id AND c.status IN ('READY', 'CLAIMED', 'BLOCKED', 'WAITING')))`,
  );
  return rows.map((row) => row.id);
}

/** Calls given up or rejected, and time without any judgement, after which it is the judge and not the calls. */
const FAILING = { failed: 10, silenceSeconds: 20 };

/** Whether the last so many replies of a judge to a run all rejected the request as such. */
export async function isRefusingAll(
  transaction: Queryable,
  { runId, judgeVersionId }: { runId: string; judgeVersionId: string },
): Promise<boolean> {
  const { rows } = await transaction.query<{ refusing: boolean }>(
    `SELECT count(*) FILTER (WHERE verdict = 'error') >= $2 AS refusing
     FROM (SELECT verdict FROM judgement WHERE run_id = $1 AND source = 'call' AND judge_version_id = $3
       ORDER BY created_at DESC LIMIT $2) last`,
    [runId, FAILING.failed, judgeVersionId],
  );
  return rows[0]?.refusing ?? false;
}

/** Whether calls of a run were given up one after another while nobody got an answer. */
export async function isFailingAll(transaction: Queryable, runId: string): Promise<boolean> {
  const { rows } = await transaction.query<{ failing: boolean }>(
    `SELECT (SELECT count(*) FROM call WHERE run_id = $1 AND status = 'FAILED') >= $2 AND NOT EXISTS (
       SELECT 1 FROM judgement WHERE run_id = $1 AND source = 'call' AND created_at > now() - $3 * interval '1 second') AS failing`,
    [runId, FAILING.failed, FAILING.silenceSeconds],
  );
  return rows[0]?.failing ?? false;
}
