import type { InstallationUnderTest } from './installation-under-test.ts';
import { until } from './until.ts';

/** What `joust run --json` and the control commands print of a run. */
export interface RunDocument {
  run: string;
  number: number;
  state: string;
  pauseReason: string | null;
  note: string;
  plan: { calls: number; matches: number };
  calls: Record<string, number>;
  verdicts: Record<string, number>;
  matches: Record<string, number>;
  requests: number;
  leaderboard: { ratings: Record<string, unknown>[] } | null;
}

/** A run and who judges it. */
export interface JudgedRun {
  benchmark: string;
  judge: { readonly url: string; readonly model: string };
  /** Further options of `joust run`. */
  options?: readonly string[];
}

/** Plans and starts a run that asks the judge about everything: without the verdict cache. */
export function startJudged(installation: InstallationUnderTest, run: JudgedRun): Promise<RunDocument> {
  return installation.json<RunDocument>(...argumentsOf(run));
}

/** The same, and stays until it pauses or ends. */
export function playJudged(installation: InstallationUnderTest, run: JudgedRun): Promise<RunDocument> {
  return installation.json<RunDocument>(...argumentsOf(run), '--wait');
}

const ENDED = ['COMPLETED', 'COMPLETED_WITH_GAPS', 'CANCELLED', 'FAILED', 'PAUSED'];

/** The state in which a run came to rest. */
export function untilAtRest(installation: InstallationUnderTest, runId: string): Promise<string> {
  return until(`run ${runId} to come to rest`, async () => {
    const rows = await installation.query<{ state: string }>('SELECT state FROM run WHERE id = $1', [runId]);
    return rows.map((row) => row.state).find((state) => ENDED.includes(state));
  });
}

function argumentsOf({ benchmark, judge, options = [] }: JudgedRun): string[] {
  const asked = ['--judge-url', judge.url, '--judge-model', judge.model];
  return ['run', '--benchmark', benchmark, ...asked, '--cache', 'bypass', '--yes', ...options];
}
