'use server';

import { z } from 'zod';
import type { Viewer } from '#lib/access/session.ts';
import type { RunRow } from '#lib/db/run-row.ts';
import { JoustError } from '#lib/errors.ts';
import { setArchived, writeLabels } from '#lib/pipeline/label-run.ts';
import { answerChange, type ChangeAnswer } from '../../_data/refusal.ts';
import { findRunOf } from '../../_data/run.ts';
import { server } from '../../_data/server.ts';

const labels = z.object({ name: z.string().max(1_000), notes: z.string().max(100_000) });

/** Names a run of the viewer's team and writes notes on it. Its watchers hear of it. */
export async function labelAction(number: number, given: z.infer<typeof labels>): Promise<ChangeAnswer> {
  return answerChange(async (asker) =>
    writeLabels(server().database, await requireOwn(asker, number), labels.parse(given)),
  );
}

/** Hides a run of the viewer's team from lists, or shows it again. */
export async function archiveAction(number: number, archived: boolean): Promise<ChangeAnswer> {
  return answerChange(async (asker) =>
    setArchived(server().database, await requireOwn(asker, number), z.boolean().parse(archived)),
  );
}

async function requireOwn(asker: Viewer, number: number): Promise<RunRow> {
  const run = await findRunOf(asker, String(number));
  if (run) return run;
  throw new JoustError({
    code: 'run-not-found',
    expected: 'a run of your team',
    got: String(number),
    fix: 'The home page lists them.',
  });
}
