import type { TeamScope } from '#lib/access/team-scope.ts';
import type { RejudgingScope } from '#lib/judging/rejudging-scope.ts';
import type { Queryable } from './database.ts';
import { newId } from './new-id.ts';

/** Matches that are alike for whoever chooses their judges. */
export interface MatchKind {
  category: string | null;
  families: (string | null)[];
  matches: number;
  /** One of them, to be named in an error. */
  example: { promptKey: string; a: string; b: string };
}

const TABLES = `
  match m JOIN run r ON r.id = m.run_id
  JOIN benchmark_prompt bp ON bp.version_id = r.benchmark_version_id AND bp.prompt_id = m.prompt_id
  JOIN response ra ON ra.id = m.response_a_id JOIN response rb ON rb.id = m.response_b_id
  JOIN run_contestant rca ON rca.run_id = m.run_id AND rca.contestant_id = m.contestant_a_id
  JOIN run_contestant rcb ON rcb.run_id = m.run_id AND rcb.contestant_id = m.contestant_b_id
  JOIN contestant ca ON ca.id = m.contestant_a_id JOIN contestant cb ON cb.id = m.contestant_b_id`;

/** Identical answers stay a tie, whoever looks at them. */
const JUDGED = `m.team_id = $1 AND m.run_id = $2 AND m.state NOT IN ('waiting', 'open', 'cancelled') AND ra.text_hash <> rb.text_hash`;

const MARGIN = `
  (SELECT abs(sum(rj.weight * coalesce(j.probability_a - j.probability_b, CASE j.verdict WHEN 'a' THEN 1 WHEN 'b' THEN -1 ELSE 0 END))
     / nullif(sum(rj.weight), 0))
   FROM judgement j JOIN run_judge rj ON rj.run_id = j.run_id AND rj.judge_version_id = j.judge_version_id AND rj.generation = j.generation
   WHERE j.match_id = m.id AND j.generation = m.generation AND j.verdict IN ('a', 'b', 'tie'))`;

const CONDITIONS: Record<RejudgingScope['only'], string> = {
  failed: `m.state IN ('unparseable', 'refused', 'truncated', 'blocked', 'error')`,
  inconsistent: `m.state = 'inconsistent'`,
  all: 'true',
  margin: `${MARGIN} < $3::float8`,
};

/** Which matches of which run. */
export interface RejudgingChoice {
  runId: string;
  scope: RejudgingScope;
}

function valuesOf({ teamId }: TeamScope, { runId, scope }: RejudgingChoice): (string | number)[] {
  return scope.only === 'margin' ? [teamId, runId, scope.below] : [teamId, runId];
}

/** How many matches a scope holds, by what decides who judges them. */
export async function rejudgedKinds(
  database: Queryable,
  scope: TeamScope,
  choice: RejudgingChoice,
): Promise<MatchKind[]> {
  const { rows } = await database.query<MatchKind>(
    `SELECT bp.category, json_build_array(rca.family, rcb.family) AS families, count(*)::int AS matches,
       (array_agg(json_build_object('promptKey', bp.key, 'a', ca.name, 'b', cb.name) ORDER BY m.ordinal))[1] AS example
     FROM ${TABLES} WHERE ${JUDGED} AND ${CONDITIONS[choice.scope.only]} GROUP BY bp.category, rca.family, rcb.family`,
    valuesOf(scope, choice),
  );
  return rows;
}

/** The matches of a scope, in plan order. */
export async function rejudgedMatches(
  database: Queryable,
  scope: TeamScope,
  choice: RejudgingChoice,
): Promise<string[]> {
  const { rows } = await database.query<{ id: string }>(
    `SELECT m.id FROM ${TABLES} WHERE ${JUDGED} AND ${CONDITIONS[choice.scope.only]} ORDER BY m.ordinal`,
    valuesOf(scope, choice),
  );
  return rows.map((row) => row.id);
}

/** The keys of the prompts whose matches a scope holds. */
export async function rejudgedPrompts(
  database: Queryable,
  scope: TeamScope,
  choice: RejudgingChoice,
): Promise<string[]> {
  const { rows } = await database.query<{ key: string }>(
    `SELECT DISTINCT bp.key FROM ${TABLES} WHERE ${JUDGED} AND ${CONDITIONS[choice.scope.only]}`,
    valuesOf(scope, choice),
  );
  return rows.map((row) => row.key);
}

const MEASURED_CALLS = 5_000;

/** Mean tokens of a reply and its request in this run; null when none was reported. */
export async function tokensOfCall(
  database: Queryable,
  scope: TeamScope,
  runId: string,
): Promise<{ input: number; output: number } | null> {
  const { rows } = await database.query<{ input: number | null; output: number | null }>(
    `SELECT avg(input_tokens)::float8 AS input, avg(output_tokens)::float8 AS output FROM (
       SELECT a.input_tokens, a.output_tokens FROM call c JOIN call_attempt a ON a.call_id = c.id AND a.n = c.attempts
       WHERE c.team_id = $1 AND c.run_id = $2 AND a.input_tokens IS NOT NULL LIMIT $3) measured`,
    [scope.teamId, runId, MEASURED_CALLS],
  );
  const { input = null, output = null } = rows[0] ?? {};
  return input === null || output === null ? null : { input, output };
}

/** Begins a generation of judgements. The caller holds the run's lock. */
export async function insertRejudging(
  transaction: Queryable,
  run: { teamId: string; id: string },
  rejudging: { generation: number; scope: RejudgingScope; matches: number; calls: number; simulated: boolean },
): Promise<void> {
  const { generation, scope, matches, calls, simulated } = rejudging;
  await transaction.query(
    `INSERT INTO rejudging (id, team_id, run_id, generation, scope, matches, calls) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [newId(), run.teamId, run.id, generation, JSON.stringify(scope), matches, calls],
  );
  await transaction.query(
    // A trial that was longer than the run is over with it.
    'UPDATE run SET generation = $2, simulated = simulated OR $3, probing = false, trial_calls = NULL WHERE id = $1',
    [run.id, generation, simulated],
  );
}

/** Notes that the newest re-judging of a run has ended. */
export async function endRejudging(transaction: Queryable, runId: string): Promise<void> {
  await transaction.query('UPDATE rejudging SET ended_at = now() WHERE run_id = $1 AND ended_at IS NULL', [runId]);
}

/** One re-judging of a run. */
export interface RejudgingRow {
  generation: number;
  scope: RejudgingScope;
  matches: number;
  calls: number;
  /** Matches whose result is from it. */
  restated: number;
  createdAt: Date;
  endedAt: Date | null;
}

/** The re-judgings of a run, newest first. */
export async function listRejudgings(database: Queryable, scope: TeamScope, runId: string): Promise<RejudgingRow[]> {
  const { rows } = await database.query<RejudgingRow>(
    `SELECT generation, scope, matches, calls, created_at AS "createdAt", ended_at AS "endedAt",
       (SELECT count(*)::int FROM match m WHERE m.run_id = x.run_id AND m.generation = x.generation) AS restated
     FROM rejudging x WHERE team_id = $1 AND run_id = $2 ORDER BY generation DESC`,
    [scope.teamId, runId],
  );
  return rows;
}
