import type { TeamScope } from '#lib/access/team-scope.ts';
import type { Queryable } from './database.ts';

/** A judge in a list, over all its runs. */
export interface JudgeLine {
  id: string;
  name: string;
  family: string | null;
  versions: number;
  simulated: boolean;
  runs: number;
  judgements: number;
  usable: number;
}

/** A judge with its versions, newest first. */
export interface JudgeRow {
  id: string;
  name: string;
  family: string | null;
  monthlyCap: number | null;
  createdAt: Date;
  versions: JudgeVersionRow[];
}

/** Everything that pins a judge's verdicts. */
export interface JudgeVersionRow {
  id: string;
  endpoint: string;
  model: string;
  templateId: string;
  templateVersion: number;
  temperature: number | null;
  maxOutputTokens: number;
  timeoutMs: number;
  /** USD per million tokens. */
  inputPrice: number | null;
  outputPrice: number | null;
  simulated: boolean;
  /** What it was found able to do; null when it was not asked yet. */
  capability: Record<string, unknown> | null;
  runs: number[];
  createdAt: Date;
}

/** How a judge behaved in one run. */
export interface JudgeRunRecord {
  run: number;
  benchmark: string;
  simulated: boolean;
  judgements: number;
  usable: number;
  /** Of the usable ones, those that say one answer is better. */
  decided: number;
  /** Of the decided ones, those won by the answer shown first. */
  firstWon: number;
  /** Matches with usable verdicts in both orders, and how many of those contradict each other. */
  bothOrders: number;
  inconsistent: number;
}

/** A verdict with all that led to it. */
export interface SampleVerdict {
  run: number;
  matchId: string;
  promptKey: string;
  a: string;
  b: string;
  verdict: string;
  first: string;
  reason: string | null;
  reply: string | null;
}

/** The team's judges, by name. */
export async function listJudges(database: Queryable, scope: TeamScope): Promise<JudgeLine[]> {
  const { rows } = await database.query<JudgeLine>(
    `SELECT j.id, j.name, j.family, (SELECT count(*)::int FROM judge_version v WHERE v.judge_id = j.id) AS versions,
       (SELECT coalesce(bool_and(v.simulated), false) FROM judge_version v WHERE v.judge_id = j.id) AS simulated,
       (SELECT count(DISTINCT rj.run_id)::int FROM run_judge rj JOIN judge_version v ON v.id = rj.judge_version_id WHERE v.judge_id = j.id) AS runs,
       coalesce(g.judgements, 0) AS judgements, coalesce(g.usable, 0) AS usable
     FROM judge j LEFT JOIN LATERAL (
       SELECT count(*)::int AS judgements, count(*) FILTER (WHERE g.verdict IN ('a', 'b', 'tie'))::int AS usable
       FROM judgement g JOIN judge_version v ON v.id = g.judge_version_id WHERE v.judge_id = j.id AND g.source <> 'identical') g ON true
     WHERE j.team_id = $1 ORDER BY j.name COLLATE "C"`,
    [scope.teamId],
  );
  return rows;
}

/** A judge of the team by id or name; null when there is none. */
export async function findJudge(database: Queryable, scope: TeamScope, reference: string): Promise<JudgeRow | null> {
  const { rows } = await database.query<Omit<JudgeRow, 'versions'>>(
    `SELECT id, name, family, monthly_cap AS "monthlyCap", created_at AS "createdAt" FROM judge
     WHERE team_id = $1 AND (id::text = $2 OR name = $2) ORDER BY id::text = $2 DESC LIMIT 1`,
    [scope.teamId, reference],
  );
  const judge = rows[0];
  return judge ? { ...judge, versions: await versionsOf(database, scope, judge.id) } : null;
}

async function versionsOf(database: Queryable, scope: TeamScope, judgeId: string): Promise<JudgeVersionRow[]> {
  const { rows } = await database.query<JudgeVersionRow>(
    `SELECT v.id, v.endpoint, v.model, v.template_id AS "templateId", v.template_version AS "templateVersion", v.temperature,
       v.max_output_tokens AS "maxOutputTokens", v.timeout_ms AS "timeoutMs", v.input_price AS "inputPrice", v.output_price AS "outputPrice",
       v.simulated, v.capability, v.created_at AS "createdAt",
       ARRAY(SELECT DISTINCT r.number FROM run_judge rj JOIN run r ON r.id = rj.run_id WHERE rj.judge_version_id = v.id ORDER BY 1) AS runs
     FROM judge_version v WHERE v.team_id = $1 AND v.judge_id = $2 ORDER BY v.created_at DESC, v.id DESC`,
    [scope.teamId, judgeId],
  );
  return rows;
}

/**
 * How a judge behaved in each of its runs, newest first, from the judgements that count. Identical answers, tied without asking,
 * are left out.
 */
export async function judgeRecords(database: Queryable, scope: TeamScope, judgeId: string): Promise<JudgeRunRecord[]> {
  const { rows } = await database.query<JudgeRunRecord>(
    `WITH said AS (
       SELECT g.run_id, g.match_id, g.verdict, g.first, g."order"
       FROM judgement g JOIN judge_version v ON v.id = g.judge_version_id JOIN match m ON m.id = g.match_id AND m.generation = g.generation
       WHERE g.team_id = $1 AND v.judge_id = $2 AND g.source <> 'identical'),
     both_orders AS (
       SELECT run_id, match_id, count(DISTINCT verdict) > 1 AS contradicts FROM said WHERE verdict IN ('a', 'b', 'tie')
       GROUP BY 1, 2 HAVING count(DISTINCT "order") > 1)
     SELECT r.number AS run, b.name AS benchmark, r.simulated, count(*)::int AS judgements,
       count(*) FILTER (WHERE s.verdict IN ('a', 'b', 'tie'))::int AS usable, count(*) FILTER (WHERE s.verdict IN ('a', 'b'))::int AS decided,
       count(*) FILTER (WHERE s.verdict IN ('a', 'b') AND s.verdict::text = s.first::text)::int AS "firstWon",
       (SELECT count(*)::int FROM both_orders o WHERE o.run_id = r.id) AS "bothOrders",
       (SELECT count(*)::int FROM both_orders o WHERE o.run_id = r.id AND o.contradicts) AS inconsistent
     FROM said s JOIN run r ON r.id = s.run_id JOIN benchmark_version bv ON bv.id = r.benchmark_version_id JOIN benchmark b ON b.id = bv.benchmark_id
     GROUP BY r.id, b.id ORDER BY r.number DESC`,
    [scope.teamId, judgeId],
  );
  return rows;
}

/** A recent verdict that a version gave with a reason; null while there is none, or all were erased. */
export async function sampleVerdict(
  database: Queryable,
  scope: TeamScope,
  judgeId: string,
): Promise<SampleVerdict | null> {
  const { rows } = await database.query<SampleVerdict>(
    `SELECT r.number AS run, m.id AS "matchId", bp.key AS "promptKey", ca.name AS a, cb.name AS b, g.verdict, g.first, g.reason, t.reply
     FROM judgement g JOIN judge_version v ON v.id = g.judge_version_id JOIN match m ON m.id = g.match_id JOIN run r ON r.id = g.run_id
     JOIN benchmark_prompt bp ON bp.version_id = r.benchmark_version_id AND bp.prompt_id = m.prompt_id
     JOIN contestant ca ON ca.id = m.contestant_a_id JOIN contestant cb ON cb.id = m.contestant_b_id
     LEFT JOIN call c ON c.id = g.call_id LEFT JOIN call_text t ON t.call_id = coalesce(c.cached_from_id, c.id)
     WHERE g.team_id = $1 AND v.judge_id = $2 AND g.verdict IN ('a', 'b', 'tie') AND (g.reason IS NOT NULL OR t.reply IS NOT NULL)
     ORDER BY g.created_at DESC, g.id LIMIT 1`,
    [scope.teamId, judgeId],
  );
  return rows[0] ?? null;
}

/** Says which family a judge belongs to; null to have it guessed from the name. False when the team has no such judge. */
export async function setJudgeFamily(
  database: Queryable,
  scope: TeamScope,
  { id, family }: { id: string; family: string | null },
): Promise<boolean> {
  const { rowCount } = await database.query('UPDATE judge SET family = $3 WHERE team_id = $1 AND id::text = $2', [
    scope.teamId,
    id,
    family,
  ]);
  return rowCount === 1;
}
