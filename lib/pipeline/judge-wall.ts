import type { Queryable } from '#lib/db/database.ts';
import { addToSilence, askSparingly, endSilence } from '#lib/db/judge-silence.ts';
import type { JudgeTrouble, RunNote } from '#lib/db/notes.ts';
import type { LockedRun } from '#lib/db/record-outcomes.ts';
import { isFailingAll, isRefusingAll, moveRun } from '#lib/db/run-state.ts';
import { noteOf } from './call-note.ts';
import { neverSent, reachedNobody } from './call-outcome.ts';
import { isAnswer, type Step } from './outcome-rows.ts';
import { SIMULATOR_ENDPOINT } from './run-settings.ts';

/**
 * Attempts in a row that reached nobody before the judge is asked sparingly, and before it counts as unreachable: as
 * many as one call has tries.
 */
const SILENT_ATTEMPTS = 5;
/** A judge that restarts is back within this time more often than not; until then a request a second is all it costs. */
const SILENT_MS = 15_000;
const ASK_EVERY_MS = 1_000;

/** A judge that refuses everybody, or that nobody reaches, pauses the run: what is left must not be used up against a wall. */
export async function pauseAtWall(
  transaction: Queryable,
  run: LockedRun,
  steps: readonly Step[],
): Promise<LockedRun['state']> {
  const wall = await wallNote(transaction, run, steps);
  if (wall === null || run.state !== 'RUNNING') return run.state;
  await moveRun(transaction, { runId: run.id, from: ['RUNNING'], to: 'PAUSING', pauseReason: 'blocked', note: wall });
  return 'PAUSING';
}

async function wallNote(transaction: Queryable, run: LockedRun, steps: readonly Step[]): Promise<RunNote | null> {
  const silent = await silentStep(transaction, run, steps);
  const blocked = steps.find((step) => step.transition.status === 'BLOCKED');
  if (blocked) return reachedNobody(blocked.finished.outcome) ? silence(blocked) : note('refusing', blocked);
  if (silent) return silence(silent);
  const rejected = await rejectedStep(transaction, run, steps);
  if (rejected) return note('rejecting', rejected);
  if (steps.some((step) => isAnswer(step.finished))) return null;
  const failed = steps.find((step) => step.transition.status === 'FAILED');
  if (!failed || !(await isFailingAll(transaction, run.id))) return null;
  return reachedNobody(failed.finished.outcome) ? silence(failed) : note('failing', failed);
}

/** A step that shows that a judge rejects everything, while others of the jury may answer. */
async function rejectedStep(transaction: Queryable, run: LockedRun, steps: readonly Step[]): Promise<Step | null> {
  for (const [judgeVersionId, own] of Map.groupBy(steps, (step) => step.finished.work.judgeVersionId)) {
    const rejected = own.find((step) => step.transition.verdict === 'error');
    if (!rejected || own.some((step) => isAnswer(step.finished))) continue;
    if (await isRefusingAll(transaction, { runId: run.id, judgeVersionId })) return rejected;
  }
  return null;
}

/** The step that shows that the judge has been silent for too long; null while it has not. Keeps count in the run. */
async function silentStep(transaction: Queryable, run: LockedRun, steps: readonly Step[]): Promise<Step | null> {
  const sent = steps.filter((step) => step.finished.attempt !== null);
  const silent = sent.filter((step) => reachedNobody(step.finished.outcome));
  if (silent.length < sent.length) {
    if (run.silentFailures > 0) await endSilence(transaction, run.id);
    return null;
  }
  if (silent.length === 0) return null;
  const { failures, ms } = await addToSilence(transaction, run.id, silent.length);
  if (failures < SILENT_ATTEMPTS) return null;
  await askSparingly(transaction, {
    runId: run.id,
    judgeVersionIds: [...new Set(silent.map((step) => step.finished.work.judgeVersionId))],
    holdMs: ASK_EVERY_MS,
  });
  return ms >= SILENT_MS ? (silent[0] as Step) : null;
}

function note(code: JudgeTrouble, step: Step): RunNote {
  const cause = noteOf(step.finished.outcome) ?? { code: 'said', said: '' };
  return { code, host: hostOf(step), cause };
}

/** A connection that never stood says that nobody is there; one that broke or took too long, that nobody answers. */
function silence(step: Step): RunNote {
  return note(neverSent(step.finished.outcome) ? 'unreachable' : 'silent', step);
}

function hostOf({ finished }: Step): string {
  const { endpoint } = finished.work;
  return endpoint === SIMULATOR_ENDPOINT ? 'simulator' : new URL(endpoint).host;
}
