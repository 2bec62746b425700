import 'server-only';
import type { TeamScope } from '#lib/access/team-scope.ts';
import { type BenchmarkSummary, listBenchmarks } from '#lib/db/benchmarks.ts';
import type { Database } from '#lib/db/database.ts';
import { type PlanCoverage, planCoverages } from '#lib/db/plan-coverage.ts';
import { leadersOf, type RunLeader } from '#lib/db/run-leaders.ts';
import { countArchivedRuns, listRuns, type RunRow } from '#lib/db/run-row.ts';
import { server } from './server.ts';
import { requireViewer } from './viewer.ts';

const RECENT = 20;

/** A run as it is listed. */
export type ListedRun = RunRow & { leader: RunLeader | null; coverage: PlanCoverage };

export interface Home {
  benchmarks: BenchmarkSummary[];
  runs: ListedRun[];
  /** Runs that are hidden unless asked for. */
  archived: number;
}

/** What the home page of the viewer's team shows. */
export async function loadHome({ archived }: { archived: boolean }): Promise<Home> {
  const { scope } = await requireViewer();
  const { database } = server();
  const [benchmarks, runs, hidden] = await Promise.all([
    listBenchmarks(database, scope),
    listRuns(database, scope, RECENT, { archived }),
    countArchivedRuns(database, scope),
  ]);
  return { benchmarks, runs: await withLeaders(database, scope, runs), archived: hidden };
}

/** Runs with who leads them and how much of their plan has a verdict. */
export async function withLeaders(database: Database, scope: TeamScope, runs: RunRow[]): Promise<ListedRun[]> {
  const ids = runs.map((run) => run.id);
  const [leaders, coverages] = await Promise.all([
    leadersOf(database, scope, ids),
    planCoverages(database, scope, runs),
  ]);
  return runs.map((run) => {
    return { ...run, leader: leaders.get(run.id) ?? null, coverage: coverages.get(run.id) as PlanCoverage };
  });
}
