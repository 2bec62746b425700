import type { Queryable } from './database.ts';
import type { JudgeVersionSettings } from './judge-settings.ts';

/** What a judge of a run was pinned to, apart from its template. */
export interface SeatedJudge extends JudgeVersionSettings {
  weight: number;
  family: string | null;
}

/** The judges of a run itself, one a seat, by seat. */
export async function seatedJudges(database: Queryable, run: { teamId: string; id: string }): Promise<SeatedJudge[]> {
  const { rows } = await database.query<SeatedJudge>(
    `SELECT DISTINCT ON (rj.seat) jv.endpoint, jv.model, jv.temperature, jv.max_output_tokens AS "maxOutputTokens",
       jv.timeout_ms AS "timeoutMs", jv.input_price AS "inputPrice", jv.output_price AS "outputPrice", rj.weight, rj.family
     FROM run_judge rj JOIN judge_version jv ON jv.id = rj.judge_version_id
     WHERE rj.team_id = $1 AND rj.run_id = $2 AND rj.generation = 0 ORDER BY rj.seat, rj.categories`,
    [run.teamId, run.id],
  );
  return rows;
}
