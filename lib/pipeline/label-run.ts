import { z } from 'zod';
import { teamScope } from '#lib/access/team-scope.ts';
import type { Database } from '#lib/db/database.ts';
import { archiveRun, labelRun, type RunLabels } from '#lib/db/run-labels.ts';
import { notifyRun } from '#lib/db/run-notice.ts';
import type { RunRow } from '#lib/db/run-row.ts';
import { JoustError } from '#lib/errors.ts';

/** A run's name and notes as they are taken; an empty name is none. */
const runLabels = z.object({
  name: z
    .string()
    .trim()
    .max(200)
    .transform((text) => text || null)
    .nullable()
    .optional(),
  notes: z.string().trim().max(20_000).optional(),
});

/** Names a run and writes notes on it. Its results do not change. @throws JoustError `bad-label` when a text is too long */
export async function writeLabels(database: Database, run: RunRow, labels: RunLabels): Promise<void> {
  const parsed = runLabels.safeParse(labels);
  if (!parsed.success) throw tooLong(labels);
  await database.transaction(async (transaction) => {
    await labelRun(transaction, teamScope(run.teamId), { runId: run.id, ...parsed.data });
    await notifyRun(transaction, run.id);
  });
}

/** Hides a run from lists, or shows it again. @throws JoustError `wrong-run-state` for one under way: nobody would see it spend */
export async function setArchived(database: Database, run: RunRow, archived: boolean): Promise<void> {
  await database.transaction(async (transaction) => {
    if (!(await archiveRun(transaction, teamScope(run.teamId), { runId: run.id, archived }))) throw underWay(run);
    await notifyRun(transaction, run.id);
  });
}

function tooLong({ name, notes }: RunLabels): JoustError {
  return new JoustError({
    code: 'bad-label',
    expected: 'a name of at most 200 characters, and notes of at most 20,000',
    got: `${name?.length ?? 0} and ${notes?.length ?? 0}`,
    fix: 'Write less.',
  });
}

function underWay(run: RunRow): JoustError {
  return new JoustError({
    code: 'wrong-run-state',
    expected: `run #${run.number} to have ended, to hide it`,
    got: run.state.toLowerCase(),
    fix: `Wait until it ends, or cancel it: joust cancel ${run.number}`,
  });
}
