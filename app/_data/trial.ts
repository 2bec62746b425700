import 'server-only';
import type { TeamScope } from '#lib/access/team-scope.ts';
import type { RunRow } from '#lib/db/run-row.ts';
import { type TrialVerdict, trialVerdicts } from '#lib/db/trial-verdicts.ts';
import { type RunOutlook, runOutlook } from '#lib/pipeline/run-outlook.ts';
import { server } from './server.ts';

/** What a trial has shown. */
export interface Trial {
  verdicts: TrialVerdict[];
  outlook: RunOutlook;
}

/** Verdicts that fit a page. */
const SHOWN = 20;

/** The verdicts of a run that waits after its trial, and what the rest will cost; null for any other run. */
export async function readTrial(scope: TeamScope, run: RunRow): Promise<Trial | null> {
  if (run.state !== 'PAUSED' || run.pauseReason !== 'trial') return null;
  const { database } = server();
  const [verdicts, outlook] = await Promise.all([
    trialVerdicts(database, scope, { runId: run.id, limit: SHOWN }),
    runOutlook(database, scope, run),
  ]);
  return { verdicts, outlook };
}
