import type { TeamScope } from '#lib/access/team-scope.ts';
import type { Queryable } from './database.ts';
import { newId } from './new-id.ts';

/** What an imported run holds. */
export interface ImportedCounts {
  contestants: number;
  prompts: number;
  matches: number;
  judgements: number;
}

/** A run of verdicts that were given elsewhere. */
export interface ImportedRun {
  id: string;
  number: number;
}

/**
 * Every contestant of the staged verdicts with a submission to the benchmark: one that has none gets an empty one, which no
 * new run plays with.
 */
export async function ensureVerdictContestants(
  transaction: Queryable,
  scope: TeamScope,
  options: { benchmarkId: string; format: string },
): Promise<void> {
  await transaction.query(
    `INSERT INTO contestant (id, team_id, name)
     SELECT gen_random_uuid(), $1, name FROM (SELECT a AS name FROM staged_verdict UNION SELECT b FROM staged_verdict) c ORDER BY name
     ON CONFLICT (team_id, name) DO NOTHING`,
    [scope.teamId],
  );
  await transaction.query(
    `WITH name AS (SELECT name, min(file) AS file FROM (
       SELECT a AS name, file FROM staged_verdict UNION ALL SELECT b, file FROM staged_verdict) named GROUP BY name)
     INSERT INTO submission (id, team_id, benchmark_id, contestant_id, format, file_name)
     SELECT gen_random_uuid(), $1, $2, c.id, $3, n.file FROM name n JOIN contestant c ON c.team_id = $1 AND c.name = n.name
     WHERE NOT EXISTS (SELECT 1 FROM submission s WHERE s.benchmark_id = $2 AND s.contestant_id = c.id)`,
    [scope.teamId, options.benchmarkId, options.format],
  );
}

/** Stores the run, COMPLETED from the start, with the judges in their order. */
export async function insertImportedRun(
  transaction: Queryable,
  scope: TeamScope,
  run: { versionId: string; benchmarkId: string; planHash: string; judgeVersionIds: readonly string[] },
): Promise<ImportedRun> {
  const id = newId();
  await transaction.query('SELECT 1 FROM team WHERE id = $1 FOR UPDATE', [scope.teamId]);
  const { rows } = await transaction.query<{ number: number }>(
    `INSERT INTO run (id, team_id, number, benchmark_version_id, schedule, both_orders, samples, seed, in_flight, cache_mode, state,
       plan_hash, plan, simulated, started_at, ended_at)
     SELECT $1, $2, coalesce(max(number), 0) + 1, $3, 'imported', false, 1, '1', 1, 'bypass', 'COMPLETED', $4, '{}', false, now(), now()
     FROM run WHERE team_id = $2 RETURNING number`,
    [id, scope.teamId, run.versionId, run.planHash],
  );
  await transaction.query(
    `INSERT INTO run_judge (team_id, run_id, judge_version_id, seat)
     SELECT $1, $2, judge, place - 1 FROM unnest($3::uuid[]) WITH ORDINALITY AS row (judge, place)`,
    [scope.teamId, id, run.judgeVersionIds],
  );
  await transaction.query(
    `INSERT INTO run_contestant (team_id, run_id, contestant_id, submission_id)
     SELECT DISTINCT ON (c.id) $1::uuid, $2::uuid, c.id, s.id
     FROM (SELECT a AS name FROM staged_verdict UNION SELECT b FROM staged_verdict) n
     JOIN contestant c ON c.team_id = $1 AND c.name = n.name
     JOIN submission s ON s.benchmark_id = $3 AND s.contestant_id = c.id
     ORDER BY c.id, s.created_at DESC, s.id DESC`,
    [scope.teamId, id, run.benchmarkId],
  );
  return { id, number: (rows[0] as { number: number }).number };
}

/** Names of the judges of the staged verdicts, in the order in which they first appear. */
export async function stagedJudges(transaction: Queryable): Promise<string[]> {
  const { rows } = await transaction.query<{ judge: string }>(
    'SELECT judge FROM staged_verdict GROUP BY judge ORDER BY min(position), judge',
  );
  return rows.map((row) => row.judge);
}

/** Stores the matches: one a prompt, turn and pair, with the sides of its first row. Their state follows the judgements. */
export async function insertImportedMatches(
  transaction: Queryable,
  scope: TeamScope,
  run: { id: string; versionId: string },
): Promise<void> {
  await transaction.query(
    `INSERT INTO imported_match
     SELECT gen_random_uuid(), pair.*, bp.prompt_id, bp.ordinal
     FROM (SELECT DISTINCT ON (k.key, v.turn, least(v.a, v.b), greatest(v.a, v.b)) k.key, v.turn, v.a, v.b, v.position
           FROM staged_verdict v JOIN verdict_prompt_key k ON k.prompt = v.prompt
           ORDER BY k.key, v.turn, least(v.a, v.b), greatest(v.a, v.b), v.position) pair
     JOIN benchmark_prompt bp ON bp.version_id = $1 AND bp.key = pair.key`,
    [run.versionId],
  );
  await transaction.query(
    `INSERT INTO imported_contestant
     SELECT c.name, c.id, rc.submission_id FROM run_contestant rc JOIN contestant c ON c.id = rc.contestant_id WHERE rc.run_id = $1`,
    [run.id],
  );
  await transaction.query('ANALYZE imported_match, imported_contestant');
  await transaction.query(
    `INSERT INTO match (id, team_id, run_id, prompt_id, turn, round, slot, response_a_id, response_b_id, contestant_a_id,
       contestant_b_id, low_response_id, high_response_id, first, state, ordinal)
     SELECT m.id, $1, $2, m.prompt_id, m.turn, 1, row_number() OVER (PARTITION BY m.prompt_id ORDER BY m.position, m.id) - 1,
       ra.id, rb.id, ca.id, cb.id,
       CASE WHEN ra.id IS NOT NULL AND rb.id IS NOT NULL THEN least(ra.id, rb.id) END,
       CASE WHEN ra.id IS NOT NULL AND rb.id IS NOT NULL THEN greatest(ra.id, rb.id) END,
       'a', 'open', row_number() OVER (ORDER BY m.prompt_ordinal, m.position, m.id) - 1
     FROM imported_match m JOIN imported_contestant ca ON ca.name = m.a JOIN imported_contestant cb ON cb.name = m.b
     LEFT JOIN response ra ON ra.submission_id = ca.submission_id AND ra.prompt_id = m.prompt_id
     LEFT JOIN response rb ON rb.submission_id = cb.submission_id AND rb.prompt_id = m.prompt_id`,
    [scope.teamId, run.id],
  );
}

/**
 * Stores the judgements, turned to the sides of their match. Judgements of one judge on one match in one order are samples of
 * each other. An unknown order stays 0, with a standing as first by convention only.
 */
export async function insertImportedJudgements(
  transaction: Queryable,
  scope: TeamScope,
  run: { id: string; judges: readonly { name: string; versionId: string }[] },
): Promise<void> {
  await transaction.query(
    `INSERT INTO judgement (id, team_id, run_id, match_id, judge_version_id, "order", turn, sample, generation, verdict, first,
       reason, probability_a, probability_b, probability_tie, source)
     SELECT gen_random_uuid(), $1, $2, t.match_id, t.judge, t."order", t.turn,
       row_number() OVER (PARTITION BY t.match_id, t.judge, t."order" ORDER BY t.position) - 1, 0, t.verdict,
       (CASE WHEN t."order" = 2 THEN 'b' ELSE 'a' END)::side, t.reason, t.pa, t.pb, t.pt, 'imported'
     FROM (
       SELECT m.id AS match_id, j."versionId" AS judge, v.turn, v.position, v.reason, v."probabilityTie" AS pt,
         CASE WHEN v.a = m.a OR v."order" = 0 THEN v."order" ELSE 3 - v."order" END AS "order",
         CASE WHEN v.a = m.a THEN v.verdict WHEN v.verdict = 'a' THEN 'b' WHEN v.verdict = 'b' THEN 'a' ELSE v.verdict END AS verdict,
         CASE WHEN v.a = m.a THEN v."probabilityA" ELSE v."probabilityB" END AS pa,
         CASE WHEN v.a = m.a THEN v."probabilityB" ELSE v."probabilityA" END AS pb
       FROM staged_verdict v JOIN verdict_prompt_key k ON k.prompt = v.prompt
       JOIN imported_match m ON m.key = k.key AND m.turn = v.turn AND least(m.a, m.b) = least(v.a, v.b) AND greatest(m.a, m.b) = greatest(v.a, v.b)
       JOIN json_to_recordset($3::json) AS j (name text, "versionId" uuid) ON j.name = v.judge) t`,
    [scope.teamId, run.id, JSON.stringify(run.judges)],
  );
}

/**
 * Settles the matches of an imported run whose orders are known (`completeImportedRun`). Where one judge gave one judgement, or
 * one for each order, unusable and contradicting ones settle it as in a run of our own; where several voted, or only one order
 * of the file was judged, the side with more of the score wins.
 */
export async function settleImportedMatches(transaction: Queryable, scope: TeamScope, runId: string): Promise<void> {
  await transaction.query(
    `WITH said AS (
       SELECT match_id, count(*) AS judgements, count(DISTINCT (judge_version_id)) AS judges, count(DISTINCT "order") AS orders,
         count(DISTINCT verdict) AS verdicts, min(verdict::text) FILTER (WHERE verdict NOT IN ('a', 'b', 'tie')) AS unusable,
         count(*) FILTER (WHERE verdict IN ('a', 'b', 'tie')) AS usable, min(verdict::text) AS verdict,
         avg(CASE verdict WHEN 'a' THEN 1.0 WHEN 'b' THEN 0.0 ELSE 0.5 END) FILTER (WHERE verdict IN ('a', 'b', 'tie')) AS score
       FROM judgement WHERE team_id = $1 AND run_id = $2 GROUP BY match_id)
     UPDATE match m SET state = (CASE
         WHEN s.usable = 0 THEN s.unusable
         WHEN r.both_orders AND s.judges = 1 AND s.judgements = s.orders AND s.unusable IS NOT NULL THEN s.unusable
         WHEN s.verdicts = 1 THEN s.verdict
         WHEN r.both_orders AND s.judges = 1 AND s.judgements = s.orders THEN 'inconsistent'
         WHEN s.score > 0.5 THEN 'a' WHEN s.score < 0.5 THEN 'b' ELSE 'tie' END)::match_state
     FROM said s JOIN run r ON r.id = $2 WHERE m.id = s.match_id`,
    [scope.teamId, runId],
  );
}

/**
 * Writes what the run turned out to hold into its row: orders and the plan as fulfilled. A file of a format with two orders
 * may still hold verdicts of one. `samples` stays 1: further votes on a match count in full, as in the file.
 */
export async function completeImportedRun(
  transaction: Queryable,
  scope: TeamScope,
  runId: string,
): Promise<ImportedCounts> {
  const { rows } = await transaction.query<ImportedCounts>(
    `SELECT (SELECT count(*) FROM run_contestant WHERE run_id = $2)::int AS contestants,
       (SELECT count(DISTINCT prompt_id) FROM match WHERE run_id = $2)::int AS prompts,
       (SELECT count(*) FROM match WHERE run_id = $2)::int AS matches,
       (SELECT count(*) FROM judgement WHERE run_id = $2)::int AS judgements FROM run WHERE team_id = $1 AND id = $2`,
    [scope.teamId, runId],
  );
  const counts = rows[0] as ImportedCounts;
  const plan = {
    ...counts,
    calls: 0,
    identical: 0,
    tokens: { input: 0, output: 0 },
    cost: { low: 0, high: 0 },
    missing: [],
  };
  await transaction.query(
    `UPDATE run SET plan = $3,
       both_orders = NOT EXISTS (
         SELECT 1 FROM judgement WHERE run_id = $2 GROUP BY match_id, judge_version_id
         HAVING count(*) FILTER (WHERE "order" = 1) <> count(*) FILTER (WHERE "order" = 2) OR bool_or("order" = 0))
       AND EXISTS (
         SELECT 1 FROM judgement WHERE run_id = $2 AND verdict IN ('a', 'b', 'tie') GROUP BY match_id, judge_version_id
         HAVING count(DISTINCT "order") = 2)
     WHERE team_id = $1 AND id = $2`,
    [scope.teamId, runId, JSON.stringify(plan)],
  );
  return counts;
}

/** Tells the planner of a run that came all at once: its statistics would follow much later, and ranking would crawl. */
export async function analyzeImportedRuns(database: Queryable): Promise<void> {
  await database.query('ANALYZE match, judgement, run_contestant, benchmark_prompt');
}
