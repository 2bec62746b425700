import 'server-only';
import { type BenchmarkSummary, listBenchmarks } from '#lib/db/benchmarks.ts';
import { type PlanCoverage, planCoverages } from '#lib/db/plan-coverage.ts';
import { leadersOf, type RunLeader } from '#lib/db/run-leaders.ts';
import { listRuns, type RunRow } from '#lib/db/run-row.ts';
import { server } from './server.ts';
import { requireViewer } from './viewer.ts';

const RECENT = 20;

export interface Home {
  benchmarks: BenchmarkSummary[];
  runs: (RunRow & { leader: RunLeader | null; coverage: PlanCoverage })[];
}

/** What the home page of the viewer's team shows. */
export async function loadHome(): Promise<Home> {
  const { scope } = await requireViewer();
  const { database } = server();
  const [benchmarks, runs] = await Promise.all([listBenchmarks(database, scope), listRuns(database, scope, RECENT)]);
  const ids = runs.map((run) => run.id);
  const [leaders, coverages] = await Promise.all([
    leadersOf(database, scope, ids),
    planCoverages(database, scope, runs),
  ]);
  const shown = runs.map((run) => {
    return { ...run, leader: leaders.get(run.id) ?? null, coverage: coverages.get(run.id) as PlanCoverage };
  });
  return { benchmarks, runs: shown };
}
