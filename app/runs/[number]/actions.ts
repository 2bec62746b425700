'use server';

import { z } from 'zod';
import { maySpend } from '#lib/access/session.ts';
import type { Database } from '#lib/db/database.ts';
import type { RunRow } from '#lib/db/run-row.ts';
import { cancelRun, closeRunWithGaps, pauseRun, resumeRun, retryRun } from '#lib/pipeline/control-run.ts';
import { runCaps } from '#lib/pipeline/run-settings.ts';
import { startRun } from '#lib/pipeline/start-run.ts';
import { type Refused, refusable } from '../../_data/refusal.ts';
import { findRunOf } from '../../_data/run.ts';
import { server } from '../../_data/server.ts';
import { viewer } from '../../_data/viewer.ts';

const command = z.discriminatedUnion('verb', [
  z.object({ verb: z.enum(['start', 'pause', 'cancel', 'retry', 'close']) }),
  runCaps.extend({ verb: z.literal('resume') }),
]);
export type RunCommand = z.infer<typeof command>;

export type ControlAnswer = { kind: 'done' } | { kind: 'not-found' } | { kind: 'not-allowed' } | Refused;

/** Starts, pauses, resumes, retries, closes or cancels a run of the viewer's team. Its watchers hear of it. */
export async function controlAction(number: number, given: RunCommand): Promise<ControlAnswer> {
  const asker = await viewer();
  if (!asker || !maySpend(asker.role)) return { kind: 'not-allowed' };
  const run = await findRunOf(asker, String(number));
  if (!run) return { kind: 'not-found' };
  return refusable(async () => {
    await obey(server().database, run, command.parse(given));
    return { kind: 'done' };
  });
}

async function obey(database: Database, run: RunRow, given: RunCommand): Promise<void> {
  switch (given.verb) {
    case 'start':
      return startRun(database, run, run.planHash);
    case 'pause':
      return void (await pauseRun(database, run));
    case 'resume':
      return void (await resumeRun(database, run, { maxCalls: given.maxCalls, maxCost: given.maxCost }));
    case 'cancel':
      return void (await cancelRun(database, run));
    case 'retry':
      return void (await retryRun(database, run));
    case 'close':
      return void (await closeRunWithGaps(database, run));
  }
}
