import 'server-only';
import { type BenchmarkSummary, listBenchmarks } from '#lib/db/benchmarks.ts';
import { leadersOf, type RunLeader } from '#lib/db/run-leaders.ts';
import { listRuns, type RunRow } from '#lib/db/run-row.ts';
import { server } from './server.ts';
import { requireViewer } from './viewer.ts';

const RECENT = 20;

export interface Home {
  benchmarks: BenchmarkSummary[];
  runs: (RunRow & { leader: RunLeader | null })[];
}

/** What the home page of the viewer's team shows. */
export async function loadHome(): Promise<Home> {
  const { scope } = await requireViewer();
  const { database } = server();
  const [benchmarks, runs] = await Promise.all([listBenchmarks(database, scope), listRuns(database, scope, RECENT)]);
  const leaders = await leadersOf(
    database,
    scope,
    runs.map((run) => run.id),
  );
  return { benchmarks, runs: runs.map((run) => ({ ...run, leader: leaders.get(run.id) ?? null })) };
}
