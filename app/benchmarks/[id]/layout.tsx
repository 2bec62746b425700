import type { ReactNode } from 'react';
import { requireBenchmark } from '../../_data/benchmark.ts';

/** Looks for the benchmark before anything is sent, so that "not found" is a 404. */
export default async function BenchmarkLayout(props: { children: ReactNode; params: Promise<{ id: string }> }) {
  await requireBenchmark((await props.params).id);
  return props.children;
}
