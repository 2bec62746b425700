import type { TeamScope } from '#lib/access/team-scope.ts';
import type { Queryable } from './database.ts';

/** A judge of a run, as it can be chosen. */
export interface RunJudge {
  versionId: string;
  name: string;
}

/** The judges of a run, in every generation, by name. */
export async function judgesOfRun(database: Queryable, scope: TeamScope, runId: string): Promise<RunJudge[]> {
  const { rows } = await database.query<RunJudge>(
    `SELECT DISTINCT v.id AS "versionId", g.name FROM run_judge rj JOIN judge_version v ON v.id = rj.judge_version_id
     JOIN judge g ON g.id = v.judge_id WHERE rj.team_id = $1 AND rj.run_id = $2 ORDER BY g.name, v.id`,
    [scope.teamId, runId],
  );
  return rows;
}

/** The prompts of a run's benchmark version, in order, without texts. */
export interface RunPrompt {
  id: string;
  key: string;
  category: string | null;
}

/** The prompts of a run, in the order of its benchmark. */
export async function promptsOfRun(database: Queryable, scope: TeamScope, runId: string): Promise<RunPrompt[]> {
  const { rows } = await database.query<RunPrompt>(
    `SELECT bp.prompt_id AS id, bp.key, bp.category FROM run r JOIN benchmark_prompt bp ON bp.version_id = r.benchmark_version_id
     WHERE r.team_id = $1 AND r.id = $2 ORDER BY bp.ordinal`,
    [scope.teamId, runId],
  );
  return rows;
}

/** How many prompts each category of a run has, by name; prompts without one are left out. */
export async function categoriesOfRun(
  database: Queryable,
  scope: TeamScope,
  runId: string,
): Promise<{ category: string; prompts: number }[]> {
  const { rows } = await database.query<{ category: string; prompts: number }>(
    `SELECT bp.category, count(*)::int AS prompts FROM run r JOIN benchmark_prompt bp ON bp.version_id = r.benchmark_version_id
     WHERE r.team_id = $1 AND r.id = $2 AND bp.category IS NOT NULL GROUP BY 1 ORDER BY bp.category COLLATE "C"`,
    [scope.teamId, runId],
  );
  return rows;
}
