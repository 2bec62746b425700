import type { TeamScope } from '#lib/access/team-scope.ts';
import type { Queryable } from './database.ts';

/** What a judge cost in one calendar month (UTC), over all runs. */
export interface JudgeMonth {
  judge: string;
  /** `2026-11` */
  month: string;
  requests: number;
  inputTokens: number;
  outputTokens: number;
  /** USD that the judge's endpoint reported the tokens of. */
  spend: number;
  /** False where a version of the judge has no known price: what it cost is not in the spend. */
  priceKnown: boolean;
}

/** A judge with what it may cost in a month. */
export interface JudgeCap {
  judge: string;
  /** USD; null: no cap. */
  monthlyCap: number | null;
}

/** What every judge of the team cost, newest month first, dearest judge first. */
export async function listJudgeMonths(database: Queryable, scope: TeamScope): Promise<JudgeMonth[]> {
  const { rows } = await database.query<JudgeMonth>(
    `SELECT j.name AS judge, m.month, m.requests, m.input_tokens::float8 AS "inputTokens", m.output_tokens::float8 AS "outputTokens", m.spend,
       NOT EXISTS (SELECT 1 FROM judge_version v WHERE v.judge_id = j.id AND (v.input_price IS NULL OR v.output_price IS NULL)) AS "priceKnown"
     FROM judge_month m JOIN judge j ON j.id = m.judge_id
     WHERE m.team_id = $1 ORDER BY m.month DESC, m.spend DESC, j.name COLLATE "C"`,
    [scope.teamId],
  );
  return rows;
}

/** The judges of the team with their caps, by name. */
export async function listJudgeCaps(database: Queryable, scope: TeamScope): Promise<JudgeCap[]> {
  const { rows } = await database.query<JudgeCap>(
    `SELECT name AS judge, monthly_cap AS "monthlyCap" FROM judge WHERE team_id = $1 ORDER BY name COLLATE "C"`,
    [scope.teamId],
  );
  return rows;
}

/** Sets or removes the cap of a judge; false when the team has no such judge. Runs under way hear of it with their next call. */
export async function setJudgeCap(
  database: Queryable,
  scope: TeamScope,
  { judge, monthlyCap }: JudgeCap,
): Promise<boolean> {
  const { rowCount } = await database.query('UPDATE judge SET monthly_cap = $3 WHERE team_id = $1 AND name = $2', [
    scope.teamId,
    judge,
    monthlyCap,
  ]);
  return rowCount === 1;
}

/** The cap of a judge of the team; null when it has none, or there is no such judge. */
export async function findJudgeCap(database: Queryable, scope: TeamScope, judge: string): Promise<number | null> {
  const { rows } = await database.query<{ cap: number | null }>(
    'SELECT monthly_cap AS cap FROM judge WHERE team_id = $1 AND name = $2',
    [scope.teamId, judge],
  );
  return rows[0]?.cap ?? null;
}

/** Judges that a run asks now, in its newest generation, whose cap of the month that is now is used up. */
export async function usedUpJudges(
  database: Queryable,
  runId: string,
): Promise<{ judge: string; month: string; cap: number; spent: number }[]> {
  const { rows } = await database.query<{ judge: string; month: string; cap: number; spent: number }>(
    `SELECT DISTINCT j.name AS judge, m.month, j.monthly_cap AS cap, m.spend AS spent
     FROM run r JOIN run_judge rj ON rj.run_id = r.id AND rj.generation = r.generation
     JOIN judge_version v ON v.id = rj.judge_version_id JOIN judge j ON j.id = v.judge_id
     JOIN judge_month m ON m.judge_id = j.id AND m.month = to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM')
     WHERE r.id = $1 AND m.spend >= j.monthly_cap`,
    [runId],
  );
  return rows;
}
