import type { RunProgress } from '#lib/db/run-progress.ts';
import type { RunRow } from '#lib/db/run-row.ts';
import { forecastOf } from '#lib/pipeline/run-forecast.ts';
import type { Pace } from '#lib/pipeline/run-pace.ts';

/** How far a run is, how fast it goes, and when it will end, each with what it rests on. */
export function progressText(run: RunRow, progress: RunProgress, pace: Pace | null): string {
  const { done, total, leftMs } = forecastOf({ run, progress, pace });
  const failed = progress.calls.FAILED ?? 0;
  return [
    `${done} of ${total} calls`,
    failed > 0 ? `${failed} failed` : '',
    run.state === 'RUNNING' ? paceText(pace) : run.state.toLowerCase(),
    leftMs === null ? '' : `about ${durationText(leftMs)} left at this pace`,
    run.priceKnown ? `$${run.spend.toFixed(2)}` : '',
  ]
    .filter(Boolean)
    .join(', ');
}

function paceText(pace: Pace | null): string {
  if (pace === null) return '';
  const perSecond = pace.callsPerMinute / 60;
  const rate =
    perSecond < 2 ? `${pace.callsPerMinute.toPrecision(2)} calls/min` : `${Math.round(perSecond * 10) / 10} calls/s`;
  const basis = pace.basis === 'recent' ? 'over the last' : 'over all';
  return `${rate} ${basis} ${durationText(pace.overMs)}${pace.basis === 'recent' ? '' : ' of running'}`;
}

/** A duration in its two largest units: `2 min 5 s`. */
function durationText(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000);
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3_600) return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
  const minutes = Math.round(seconds / 60);
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
