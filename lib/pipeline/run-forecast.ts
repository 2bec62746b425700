import type { RunProgress } from '#lib/db/run-progress.ts';
import type { RunRow } from '#lib/db/run-row.ts';
import type { Pace } from './run-pace.ts';

/** How far a run is, and where it will end if it goes on as it does. */
export interface RunForecast {
  /** Calls with a reply, usable or not. */
  done: number;
  /** Calls the run will have made at its end. */
  total: number;
  left: number;
  /** Null when the pace is unknown or nothing is under way. */
  leftMs: number | null;
  /** USD at the end; null when prices are unknown, nothing has been spent, or matches are judged again. */
  cost: number | null;
}

/** What a forecast is made of. */
interface ForecastInput {
  run: Pick<RunRow, 'plan' | 'spend' | 'state' | 'generation'> & { endedAt: unknown };
  progress: Pick<RunProgress, 'calls'>;
  pace: Pick<Pace, 'callsPerMinute'> | null;
}

/** Calls with a reply, usable or not: what a pace is measured on. */
export function repliesOf({ calls }: Pick<RunProgress, 'calls'>): number {
  return (calls.DONE ?? 0) + (calls.UNUSABLE ?? 0);
}

/** Where a run will end if it goes on at its pace. */
export function forecastOf({ run, progress, pace }: ForecastInput): RunForecast {
  const { calls } = progress;
  const of = (status: string) => calls[status] ?? 0;
  const done = repliesOf(progress);
  const given = done + of('FAILED') + of('CANCELLED');
  const rows = Object.values(calls).reduce((sum, count) => sum + count, 0);
  // Identical answers of a later round need no call: a run that has ended made fewer than planned.
  // A re-judging has all its calls from the start.
  const isGrowing = run.endedAt === null && run.generation === 0;
  const total = isGrowing ? Math.max(run.plan.calls, rows) : rows;
  const left = run.endedAt === null ? total - given : 0;
  const runs = run.state === 'RUNNING' && pace !== null && pace.callsPerMinute > 0;
  return {
    done,
    total,
    left,
    leftMs: runs ? (left / pace.callsPerMinute) * 60_000 : null,
    cost: run.plan.cost === null || done === 0 || run.generation > 0 ? null : run.spend + (run.spend / done) * left,
  };
}
