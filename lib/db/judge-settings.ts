import type { TeamScope } from '#lib/access/team-scope.ts';
import type { Queryable } from './database.ts';

/** What pins a judge version, as it was asked for. */
export interface JudgeVersionSettings {
  endpoint: string;
  model: string;
  temperature: number | null;
  maxOutputTokens: number;
  timeoutMs: number;
  inputPrice: number | null;
  outputPrice: number | null;
}

/** The settings of a judge version of the team; null when there is none. */
export async function judgeVersionSettings(
  database: Queryable,
  scope: TeamScope,
  judgeVersionId: string,
): Promise<JudgeVersionSettings | null> {
  const { rows } = await database.query<JudgeVersionSettings>(
    `SELECT endpoint, model, temperature, max_output_tokens AS "maxOutputTokens", timeout_ms AS "timeoutMs",
       input_price AS "inputPrice", output_price AS "outputPrice"
     FROM judge_version WHERE team_id = $1 AND id = $2`,
    [scope.teamId, judgeVersionId],
  );
  return rows[0] ?? null;
}
