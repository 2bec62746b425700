import type { TeamScope } from '#lib/access/team-scope.ts';
import type { Queryable } from './database.ts';
import type { AdvancedBy, MatchState, Side } from './matches.ts';

/** A match of a prompt as its bracket shows it. */
export interface PromptMatch {
  id: string;
  round: number;
  slot: number;
  a: string | null;
  b: string | null;
  state: MatchState;
  advancedSide: Side | null;
  advancedBy: AdvancedBy | null;
}

/** A prompt of a run by its key, with the keys beside it; null when the run has none such. */
export interface PromptPlace {
  id: string;
  key: string;
  category: string | null;
  opening: string;
  previous: string | null;
  next: string | null;
}

/** A prompt of a version by its key, with its neighbours; null when there is none in this team. */
export async function findPrompt(
  database: Queryable,
  scope: TeamScope,
  place: { versionId: string; key: string },
): Promise<PromptPlace | null> {
  const { rows } = await database.query<PromptPlace>(
    `SELECT bp.prompt_id AS id, bp.key, bp.category, left(p.turns[1], 240) AS opening,
       (SELECT o.key FROM benchmark_prompt o WHERE o.version_id = bp.version_id AND o.ordinal < bp.ordinal ORDER BY o.ordinal DESC LIMIT 1) AS previous,
       (SELECT o.key FROM benchmark_prompt o WHERE o.version_id = bp.version_id AND o.ordinal > bp.ordinal ORDER BY o.ordinal LIMIT 1) AS next
     FROM benchmark_prompt bp JOIN prompt p ON p.id = bp.prompt_id
     WHERE bp.team_id = $1 AND bp.version_id = $2 AND bp.key = $3`,
    [scope.teamId, place.versionId, place.key],
  );
  return rows[0] ?? null;
}

/** The matches of one prompt of a run, round by round. */
export async function promptMatches(
  database: Queryable,
  scope: TeamScope,
  prompt: { runId: string; promptId: string },
): Promise<PromptMatch[]> {
  const { rows } = await database.query<PromptMatch>(
    `SELECT m.id, m.round, m.slot, ca.name AS a, cb.name AS b, m.state, m.advanced_side AS "advancedSide", m.advanced_by AS "advancedBy"
     FROM match m LEFT JOIN contestant ca ON ca.id = m.contestant_a_id LEFT JOIN contestant cb ON cb.id = m.contestant_b_id
     WHERE m.team_id = $1 AND m.run_id = $2 AND m.prompt_id = $3 ORDER BY m.round, m.slot`,
    [scope.teamId, prompt.runId, prompt.promptId],
  );
  return rows;
}

/** A result of two contestants on a prompt that some run has paid for. */
export interface KnownPair {
  matchId: string;
  runNumber: number;
  a: string;
  b: string;
  state: MatchState;
}

/**
 * What the judges of a run are known to say about pairs of its answers to one prompt: in this run, and in others on the same
 * version with exactly the same judges, orders and answers. This run's own results come first, then newer runs.
 */
export async function knownPairs(
  database: Queryable,
  scope: TeamScope,
  prompt: { runId: string; promptId: string },
): Promise<KnownPair[]> {
  const { rows } = await database.query<KnownPair>(
    `WITH judged AS (SELECT run_id, array_agg(DISTINCT judge_version_id ORDER BY judge_version_id) AS judges FROM run_judge
                     WHERE team_id = $1 GROUP BY run_id),
       alike AS (SELECT o.id, o.number, o.id = r.id AS own FROM run r JOIN judged j ON j.run_id = r.id
                 JOIN run o ON o.team_id = r.team_id AND o.benchmark_version_id = r.benchmark_version_id AND o.both_orders = r.both_orders
                 JOIN judged k ON k.run_id = o.id AND k.judges = j.judges WHERE r.team_id = $1 AND r.id = $2)
     SELECT m.id AS "matchId", o.number AS "runNumber", ca.name AS a, cb.name AS b, m.state
     FROM alike o JOIN match m ON m.run_id = o.id AND m.prompt_id = $3
     JOIN contestant ca ON ca.id = m.contestant_a_id JOIN contestant cb ON cb.id = m.contestant_b_id
     JOIN response ra ON ra.id = m.response_a_id JOIN response rb ON rb.id = m.response_b_id
     WHERE m.state IN ('a', 'b', 'tie', 'inconsistent', 'unparseable', 'refused', 'truncated', 'blocked', 'error')
       AND EXISTS (SELECT 1 FROM run_contestant rc WHERE rc.run_id = $2 AND rc.submission_id = ra.submission_id)
       AND EXISTS (SELECT 1 FROM run_contestant rc WHERE rc.run_id = $2 AND rc.submission_id = rb.submission_id)
     ORDER BY o.own DESC, o.number DESC, m.ordinal`,
    [scope.teamId, prompt.runId, prompt.promptId],
  );
  return rows;
}

/** The contestants of a run that answered a prompt, by name. */
export async function entrantsOfPrompt(
  database: Queryable,
  scope: TeamScope,
  prompt: { runId: string; promptId: string },
): Promise<string[]> {
  const { rows } = await database.query<{ name: string }>(
    `SELECT c.name FROM run_contestant rc JOIN contestant c ON c.id = rc.contestant_id
     JOIN response r ON r.submission_id = rc.submission_id AND r.prompt_id = $3
     WHERE rc.team_id = $1 AND rc.run_id = $2 ORDER BY c.name COLLATE "C"`,
    [scope.teamId, prompt.runId, prompt.promptId],
  );
  return rows.map((row) => row.name);
}
