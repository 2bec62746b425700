import type { RunRow } from '#lib/db/run-row.ts';
import { trialVerdicts } from '#lib/db/trial-verdicts.ts';
import { resumeRun } from '#lib/pipeline/control-run.ts';
import { runOutlook } from '#lib/pipeline/run-outlook.ts';
import { askYes } from './ask-yes.ts';
import { followRun } from './follow-run.ts';
import { type Installation, requireRun } from './installation.ts';
import { say } from './output.ts';
import { outlookText, trialVerdictText } from './trial-text.ts';
import type { KeepWorking } from './with-workers.ts';

/** Verdicts to look at. */
const SHOWN = 5;

/**
 * Shows the verdicts of a trial and what the rest will cost, and goes on if the user says so; where nobody can be asked, the run stays
 * paused.
 */
export async function afterTrial(
  installation: Installation,
  run: RunRow,
  { keepWorking, mayAsk }: { keepWorking: KeepWorking; mayAsk: boolean },
): Promise<RunRow> {
  if (run.state !== 'PAUSED' || run.pauseReason !== 'trial') return run;
  const { database, scope } = installation;
  const verdicts = await trialVerdicts(database, scope, { runId: run.id, limit: SHOWN });
  say(`Verdicts of the trial of run #${run.number}:`);
  for (const verdict of verdicts) say(trialVerdictText(verdict));
  say(outlookText(await runOutlook(database, scope, run)));
  if (!mayAsk || !process.stdin.isTTY || !(await askYes('Go on?'))) return run;
  await resumeRun(database, run);
  return followRun(installation, await requireRun(installation, run.id), keepWorking);
}
