import type { Queryable } from './database.ts';
import type { Side, UnusableVerdict } from './matches.ts';

export type Verdict = 'a' | 'b' | 'tie' | UnusableVerdict;

/** What one call, or none where answers are identical, said about one match. */
export interface NewJudgement {
  id: string;
  matchId: string;
  callId: string | null;
  judgeVersionId: string;
  order: number;
  turn: number;
  sample: number;
  generation: number;
  verdict: Verdict;
  /** Left out or null: not told. */
  probabilityA?: number | null;
  probabilityB?: number | null;
  probabilityTie?: number | null;
  first: Side;
  reason: string | null;
  source: 'call' | 'cache' | 'identical';
}

/** Stores judgements; one that is there already stays as it is. */
export async function insertJudgements(
  transaction: Queryable,
  run: { teamId: string; id: string },
  judgements: readonly NewJudgement[],
): Promise<void> {
  if (judgements.length === 0) return;
  await transaction.query(
    `INSERT INTO judgement (id, team_id, run_id, match_id, call_id, judge_version_id, "order", turn, sample, generation, verdict, first, reason, source)
     SELECT id, $1, $2, "matchId", "callId", "judgeVersionId", "order", turn, sample, generation, verdict, first, reason, source
     FROM json_to_recordset($3::json) AS row (id uuid, "matchId" uuid, "callId" uuid, "judgeVersionId" uuid, "order" int, turn int,
       sample int, generation int, verdict verdict, first side, reason text, source judgement_source)
     ON CONFLICT (match_id, judge_version_id, "order", turn, sample, generation) DO NOTHING`,
    [run.teamId, run.id, JSON.stringify(judgements)],
  );
}
