import 'server-only';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { z } from 'zod';
import type { Viewer } from '#lib/access/session.ts';
import { findRun, type RunRow } from '#lib/db/run-row.ts';
import { server } from './server.ts';
import { requireViewer } from './viewer.ts';

const runNumber = z.string().regex(/^\d{1,9}$/);

/** The run of the viewer's team with this number; null when there is none, whoever else may have one. */
export async function findRunOf(viewer: Viewer, number: string): Promise<RunRow | null> {
  const parsed = runNumber.safeParse(number);
  return parsed.success ? findRun(server().database, viewer.scope, parsed.data) : null;
}

/** The run of a page: "not found" for other teams' runs as for none. */
export const requireRun = cache(async (number: string): Promise<{ viewer: Viewer; run: RunRow }> => {
  const viewer = await requireViewer();
  const run = await findRunOf(viewer, number);
  return run ? { viewer, run } : notFound();
});
