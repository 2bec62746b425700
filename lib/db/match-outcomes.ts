import type { TeamScope } from '#lib/access/team-scope.ts';
import type { ComparedMatch } from '#lib/feedback/verdict-flips.ts';
import type { Database } from './database.ts';

/** What came of one match, from the judgements that count. */
export interface MatchOutcome extends ComparedMatch {
  /** Mean score of a over the usable judgements, 0 to 1; null without one. */
  score: number | null;
  /** Usable judgements. */
  games: number;
  /** Orders of the answers with a usable judgement: 2 when each was shown first. */
  orders: number;
}

const PAGE = 10_000;

/**
 * The matches of a run whose entrants are known, in plan order, with the judgements of the generation their result comes from.
 * With `contestant`, only those of one contestant, by id.
 */
export async function readMatchOutcomes(
  database: Database,
  scope: TeamScope,
  runId: string,
  { contestantId = null }: { contestantId?: string | null } = {},
): Promise<MatchOutcome[]> {
  return database.transaction(async (transaction) => {
    await transaction.query(
      `DECLARE outcome NO SCROLL CURSOR FOR
       SELECT m.id, m.prompt_id AS "promptId", bp.key AS "promptKey", bp.category, m.replicate, ca.name AS a, cb.name AS b, m.state,
         j.score, coalesce(j.games, 0) AS games, coalesce(j.orders, 0) AS orders
       FROM match m JOIN run r ON r.id = m.run_id
       JOIN benchmark_prompt bp ON bp.version_id = r.benchmark_version_id AND bp.prompt_id = m.prompt_id
       JOIN contestant ca ON ca.id = m.contestant_a_id JOIN contestant cb ON cb.id = m.contestant_b_id
       LEFT JOIN LATERAL (
         SELECT avg(CASE j.verdict WHEN 'a' THEN 1 WHEN 'b' THEN 0 ELSE 0.5 END)::float8 AS score, count(*)::int AS games,
           count(DISTINCT j."order")::int AS orders
         FROM judgement j WHERE j.match_id = m.id AND j.generation = m.generation AND j.verdict IN ('a', 'b', 'tie')) j ON true
       WHERE m.team_id = $1 AND m.run_id = $2 AND ($3::uuid IS NULL OR $3 IN (m.contestant_a_id, m.contestant_b_id))
       ORDER BY m.ordinal`,
      [scope.teamId, runId, contestantId],
    );
    const outcomes: MatchOutcome[] = [];
    for (;;) {
      const { rows } = await transaction.query<MatchOutcome & Record<string, unknown>>(`FETCH ${PAGE} FROM outcome`);
      outcomes.push(...rows);
      if (rows.length < PAGE) return outcomes;
    }
  });
}
