import type { Queryable } from './database.ts';

/** A call as it is created: ready to be made. */
export interface NewCall {
  id: string;
  kind: 'pairwise';
  subjectKey: string;
  judgeVersionId: string;
  order: number;
  turn: number;
  sample: number;
  generation: number;
  ordinal: number;
}

const ROWS_A_STATEMENT = 5_000;

/** Inserts calls in batches; a call that is there already stays as it is. */
export async function insertCalls(
  transaction: Queryable,
  run: { teamId: string; id: string },
  calls: readonly NewCall[],
): Promise<void> {
  for (let from = 0; from < calls.length; from += ROWS_A_STATEMENT) {
    await transaction.query(
      `INSERT INTO call (id, team_id, run_id, kind, subject_key, judge_version_id, "order", turn, sample, generation, ordinal, status)
       SELECT id, $1, $2, kind, "subjectKey", "judgeVersionId", "order", turn, sample, generation, ordinal, 'READY'
       FROM json_to_recordset($3::json) AS row (id uuid, kind text, "subjectKey" text, "judgeVersionId" uuid, "order" int, turn int, sample int, generation int, ordinal int)
       ON CONFLICT (run_id, kind, subject_key, judge_version_id, "order", turn, sample, generation) DO NOTHING`,
      [run.teamId, run.id, JSON.stringify(calls.slice(from, from + ROWS_A_STATEMENT))],
    );
  }
}
