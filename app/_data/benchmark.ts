import 'server-only';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import type { Viewer } from '#lib/access/session.ts';
import { type BenchmarkRow, findBenchmark, type VersionSummary } from '#lib/db/benchmark-pages.ts';
import { server } from './server.ts';
import { requireViewer } from './viewer.ts';

/** The benchmark of a page: "not found" for other teams' benchmarks as for none. */
export const requireBenchmark = cache(async (id: string): Promise<{ viewer: Viewer; benchmark: BenchmarkRow }> => {
  const viewer = await requireViewer();
  const benchmark = await findBenchmark(server().database, viewer.scope, decodeURIComponent(id));
  return benchmark ? { viewer, benchmark } : notFound();
});

/** The version a page's address names, else the newest. */
export function chosenVersion(benchmark: BenchmarkRow, given: string | string[] | undefined): VersionSummary {
  const number = [given].flat()[0];
  const chosen = benchmark.versions.find((version) => String(version.number) === number) ?? benchmark.versions[0];
  return chosen ?? notFound();
}
