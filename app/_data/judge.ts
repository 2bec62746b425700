import 'server-only';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import type { Viewer } from '#lib/access/session.ts';
import { findJudge, type JudgeRow } from '#lib/db/judge-pages.ts';
import { server } from './server.ts';
import { requireViewer } from './viewer.ts';

/** The judge of a page: "not found" for other teams' judges as for none. */
export const requireJudge = cache(async (id: string): Promise<{ viewer: Viewer; judge: JudgeRow }> => {
  const viewer = await requireViewer();
  const judge = await findJudge(server().database, viewer.scope, decodeURIComponent(id));
  return judge ? { viewer, judge } : notFound();
});
