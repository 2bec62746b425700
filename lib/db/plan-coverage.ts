import type { TeamScope } from '#lib/access/team-scope.ts';
import type { Queryable } from './database.ts';
import type { RunRow } from './run-row.ts';

/** Why a match has no verdict, what a user can mend first. */
export const GAP_REASONS = [
  'failed',
  'givenUp',
  'error',
  'unparseable',
  'refused',
  'truncated',
  'blocked',
  'cancelled',
] as const;
export type GapReason = (typeof GAP_REASONS)[number];

/** How much of a run's plan has a verdict, in matches; the counts below add up to `matches`. */
export interface PlanCoverage {
  matches: number;
  /** One answer is better, or a tie. */
  withVerdict: number;
  /** Judged in both orders, which disagree: rated as two half games, but nobody won. */
  inconsistent: number;
  /** Not judged yet; work goes on, or will after a resume. */
  pending: number;
  withoutVerdict: number;
  /**
   * `withoutVerdict` by reason: `failed` at the provider after every try, and may be retried; `givenUp` when the run was
   * closed with gaps; `error` rejected by the provider; the rest as the reply was found. Absent means 0.
   */
  reasons: Partial<Record<GapReason, number>>;
}

type CoveredRun = Pick<RunRow, 'id' | 'plan' | 'startedAt' | 'endedAt'>;

interface Count {
  runId: string;
  word: string;
  count: number;
}

// Only what has no verdict is counted: in most runs that is little, and the index on state finds it. A match that was
// given up stays so in its bracket, but a retry can still bring its verdict for the ratings.
const COUNTS = `
  SELECT m.run_id AS "runId", CASE
      WHEN m.advanced_by IS DISTINCT FROM 'closed_with_gaps' THEN m.state::text
      WHEN EXISTS (SELECT 1 FROM call c WHERE c.run_id = m.run_id AND c.kind = 'pairwise' AND c.subject_key = m.id::text
        AND c.status <> 'DONE') THEN 'givenUp' ELSE 'retried' END AS word, count(*)::int AS count
  FROM match m JOIN run r ON r.id = m.run_id
  WHERE r.team_id = $1 AND m.run_id = ANY($2::uuid[])
    AND m.state IN ('waiting', 'open', 'inconsistent', 'unparseable', 'refused', 'truncated', 'blocked', 'error', 'cancelled')
  GROUP BY 1, 2
  UNION ALL
  SELECT c.run_id, 'failed', count(DISTINCT m.id)::int
  FROM call c JOIN run r ON r.id = c.run_id JOIN match m ON m.id = c.subject_key::uuid
  WHERE r.team_id = $1 AND c.run_id = ANY($2::uuid[]) AND c.kind = 'pairwise' AND c.status = 'FAILED' AND m.state = 'open'
  GROUP BY 1`;

/** The coverage of each of the given runs, by id. */
export async function planCoverages(
  database: Queryable,
  scope: TeamScope,
  runs: readonly CoveredRun[],
): Promise<Map<string, PlanCoverage>> {
  const { rows } = await database.query<Count>(COUNTS, [scope.teamId, runs.map((run) => run.id)]);
  const byRun = Map.groupBy(rows, (row) => row.runId);
  return new Map(runs.map((run) => [run.id, coverageOf(run, byRun.get(run.id) ?? [])]));
}

/** The coverage of one run. */
export async function planCoverage(database: Queryable, scope: TeamScope, run: CoveredRun): Promise<PlanCoverage> {
  return (await planCoverages(database, scope, [run])).get(run.id) as PlanCoverage;
}

function coverageOf(run: CoveredRun, counts: readonly Count[]): PlanCoverage {
  const { matches } = run.plan;
  if (run.startedAt === null) return neverStarted(run);
  const of = (word: string) => counts.find((count) => count.word === word)?.count ?? 0;
  const reasons = Object.fromEntries(
    GAP_REASONS.map((reason) => [reason, of(reason)] as const).filter(([, count]) => count > 0),
  ) as PlanCoverage['reasons'];
  const withoutVerdict = Object.values(reasons).reduce((sum, count) => sum + count, 0);
  const pending = of('waiting') + of('open') - of('failed');
  const inconsistent = of('inconsistent');
  return {
    matches,
    withVerdict: matches - inconsistent - pending - withoutVerdict,
    inconsistent,
    pending,
    withoutVerdict,
    reasons,
  };
}

/** A plan has no match rows before its start. */
function neverStarted({ plan: { matches }, endedAt }: CoveredRun): PlanCoverage {
  const nothing = { matches, withVerdict: 0, inconsistent: 0 };
  if (endedAt === null) return { ...nothing, pending: matches, withoutVerdict: 0, reasons: {} };
  return { ...nothing, pending: 0, withoutVerdict: matches, reasons: { cancelled: matches } };
}
