import 'server-only';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import type { Viewer } from '#lib/access/session.ts';
import { type ContestantRow, findContestant } from '#lib/db/contestant-pages.ts';
import { server } from './server.ts';
import { requireViewer } from './viewer.ts';

/** The contestant of a page: "not found" for other teams' contestants as for none. */
export const requireContestant = cache(async (id: string): Promise<{ viewer: Viewer; contestant: ContestantRow }> => {
  const viewer = await requireViewer();
  const contestant = await findContestant(server().database, viewer.scope, decodeURIComponent(id));
  return contestant ? { viewer, contestant } : notFound();
});
