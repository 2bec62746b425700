import type { Queryable } from './database.ts';

/** A prompt of a Swiss tournament whose last opened round is over, while another is to come. */
export interface FinishedSwissRound {
  promptKey: string;
  /** The round to pair now. */
  round: number;
  /** Everybody who answered the prompt. */
  entrants: { name: string; contestantId: string; responseId: string }[];
  /** What was played; `advanced` as in `match`: null sides never occur in a settled match. */
  games: { a: string; b: string; advancedSide: 'a' | 'b'; advancedBy: string }[];
  /** Matches of the round, by slot, without entrants yet. */
  waiting: string[];
}

/**
 * Of the prompts of the given matches, those whose newest round with entrants has been settled throughout and that have a
 * round left. The caller holds the run's lock.
 */
export async function readFinishedSwissRounds(
  transaction: Queryable,
  runId: string,
  matchIds: readonly string[],
): Promise<FinishedSwissRound[]> {
  const { rows } = await transaction.query<FinishedSwissRound>(
    `WITH touched AS (SELECT DISTINCT prompt_id FROM match WHERE run_id = $1 AND id = ANY($2::uuid[])),
       next AS (
         SELECT m.prompt_id, min(m.round) FILTER (WHERE m.state::text = 'waiting') AS round
         FROM match m JOIN touched t ON t.prompt_id = m.prompt_id WHERE m.run_id = $1
         GROUP BY m.prompt_id HAVING NOT bool_or(m.state::text = 'open') AND bool_or(m.state::text = 'waiting'))
     SELECT bp.key AS "promptKey", n.round, e.entrants, g.games, w.waiting
     FROM next n JOIN run r ON r.id = $1
     JOIN benchmark_prompt bp ON bp.version_id = r.benchmark_version_id AND bp.prompt_id = n.prompt_id
     CROSS JOIN LATERAL (
       SELECT json_agg(json_build_object('name', c.name, 'contestantId', c.id, 'responseId', re.id)) AS entrants
       FROM run_contestant rc JOIN contestant c ON c.id = rc.contestant_id
       JOIN response re ON re.submission_id = rc.submission_id AND re.prompt_id = n.prompt_id WHERE rc.run_id = $1) e
     CROSS JOIN LATERAL (
       SELECT coalesce(json_agg(json_build_object('a', ca.name, 'b', cb.name, 'advancedSide', m.advanced_side, 'advancedBy', m.advanced_by)), '[]') AS games
       FROM match m JOIN contestant ca ON ca.id = m.contestant_a_id JOIN contestant cb ON cb.id = m.contestant_b_id
       WHERE m.run_id = $1 AND m.prompt_id = n.prompt_id AND m.round < n.round) g
     CROSS JOIN LATERAL (
       SELECT json_agg(m.id ORDER BY m.slot) AS waiting FROM match m
       WHERE m.run_id = $1 AND m.prompt_id = n.prompt_id AND m.round = n.round) w
     ORDER BY bp.ordinal`,
    [runId, matchIds],
  );
  return rows;
}
