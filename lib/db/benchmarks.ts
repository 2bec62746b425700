import type { TeamScope } from '#lib/access/team-scope.ts';
import type { Queryable } from './database.ts';

/** A benchmark as it stands: its newest version, and who answered it. */
export interface BenchmarkSummary {
  id: string;
  name: string;
  description: string;
  versionId: string;
  version: number;
  prompts: number;
  categories: string[];
  contestants: string[];
  runs: number;
  createdAt: Date;
}

/** The team's benchmarks, by name. */
export async function listBenchmarks(database: Queryable, scope: TeamScope): Promise<BenchmarkSummary[]> {
  const { rows } = await database.query<BenchmarkSummary>(
    `SELECT b.id, b.name, b.description, v.id AS "versionId", v.number AS version, b.created_at AS "createdAt",
       (SELECT count(*)::int FROM benchmark_prompt WHERE version_id = v.id) AS prompts,
       coalesce((SELECT array_agg(DISTINCT category ORDER BY category) FROM benchmark_prompt WHERE version_id = v.id AND category IS NOT NULL), '{}') AS categories,
       coalesce((SELECT array_agg(DISTINCT c.name ORDER BY c.name) FROM contestant c JOIN submission s ON s.contestant_id = c.id
         WHERE c.team_id = b.team_id AND c.deleted_at IS NULL AND s.deleted_at IS NULL AND s.benchmark_id = b.id AND EXISTS (SELECT 1 FROM response r JOIN benchmark_prompt bp ON bp.version_id = v.id AND bp.prompt_id = r.prompt_id
                       WHERE r.submission_id = s.id)), '{}') AS contestants,
       (SELECT count(*)::int FROM run r JOIN benchmark_version rv ON rv.id = r.benchmark_version_id WHERE rv.benchmark_id = b.id) AS runs
     FROM benchmark b JOIN LATERAL (SELECT * FROM benchmark_version WHERE benchmark_id = b.id ORDER BY number DESC LIMIT 1) v ON true
     WHERE b.team_id = $1 ORDER BY b.name`,
    [scope.teamId],
  );
  return rows;
}
