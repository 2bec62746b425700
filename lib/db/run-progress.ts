import type { TeamScope } from '#lib/access/team-scope.ts';
import type { Database } from './database.ts';
import type { CallNote } from './notes.ts';

/** How far a run is, counted from its rows. */
export interface RunProgress {
  /** Calls by status. */
  calls: Record<string, number>;
  /** Judgements by verdict. */
  verdicts: Record<string, number>;
  /** Matches by state. */
  matches: Record<string, number>;
  /** Why calls failed or were unusable, most frequent first. */
  failures: { status: string; note: CallNote; calls: number }[];
}

/** Counts a run's rows. Of a run that was judged again: the calls of the newest generation, the judgements that count. */
export async function runProgress(database: Database, scope: TeamScope, runId: string): Promise<RunProgress> {
  const { rows } = await database.query<{ generation: number }>(
    'SELECT generation FROM run WHERE team_id = $1 AND id = $2',
    [scope.teamId, runId],
  );
  const generation = rows[0]?.generation ?? 0;
  // By run alone, once the run is known to be the team's: the counts come from indexes.
  const where = 'run_id = (SELECT id FROM run WHERE team_id = $1 AND id = $2)';
  const newest = generation === 0 ? where : `generation = ${generation} AND ${where}`;
  const judged =
    generation === 0
      ? 'judgement'
      : 'judgement JOIN match m ON m.id = match_id AND m.generation = judgement.generation';
  const [calls, verdicts, matches, failures] = await Promise.all([
    countBy(
      database,
      `SELECT status::text AS word, count(*)::int AS count FROM call WHERE ${newest} GROUP BY 1`,
      scope,
      runId,
    ),
    countBy(
      database,
      `SELECT verdict::text AS word, count(*)::int AS count FROM ${judged} WHERE judgement.${where} GROUP BY 1`,
      scope,
      runId,
    ),
    countBy(
      database,
      `SELECT state::text AS word, count(*)::int AS count FROM match WHERE ${where} GROUP BY 1`,
      scope,
      runId,
    ),
    database.query<RunProgress['failures'][number]>(
      `SELECT status, note, count(*)::int AS calls FROM call WHERE ${newest} AND note IS NOT NULL
       GROUP BY 1, 2 ORDER BY 3 DESC, 2 LIMIT 20`,
      [scope.teamId, runId],
    ),
  ]);
  return { calls, verdicts, matches, failures: failures.rows };
}

async function countBy(
  database: Database,
  sql: string,
  scope: TeamScope,
  runId: string,
): Promise<Record<string, number>> {
  const { rows } = await database.query<{ word: string; count: number }>(`${sql} ORDER BY 1`, [scope.teamId, runId]);
  return Object.fromEntries(rows.map((row) => [row.word, row.count]));
}
