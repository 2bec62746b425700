import type { TeamScope } from '#lib/access/team-scope.ts';
import type { Queryable } from './database.ts';

/** Who stands first in a run's newest leaderboard. */
export interface RunLeader {
  runId: string;
  contestant: string;
  rating: number | null;
  /** Null when groups never met: then nobody leads them all. */
  rank: number | null;
  /** How many contestants could be first, as far as the games tell. */
  tiedForFirst: number;
}

/** The leaders of the given runs; runs without a leaderboard are left out. */
export async function leadersOf(
  database: Queryable,
  scope: TeamScope,
  runIds: readonly string[],
): Promise<Map<string, RunLeader>> {
  const { rows } = await database.query<RunLeader>(
    `SELECT DISTINCT ON (s.run_id) s.run_id AS "runId", l.ranking #>> '{ratings,0,contestant}' AS contestant,
       (l.ranking #>> '{ratings,0,rating}')::float8 AS rating, (l.ranking #>> '{ratings,0,rank}')::float8 AS rank,
       (SELECT count(*)::int FROM jsonb_array_elements(l.ranking -> 'ratings') AS line WHERE (line ->> 'rankLower')::float8 = 1) AS "tiedForFirst"
     FROM board_source s JOIN leaderboard l ON l.board_id = s.board_id
     WHERE s.team_id = $1 AND s.run_id = ANY($2::uuid[])
     ORDER BY s.run_id, l.input_watermark DESC, l.created_at DESC`,
    [scope.teamId, runIds],
  );
  return new Map(rows.map((row) => [row.runId, row]));
}
