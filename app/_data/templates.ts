import 'server-only';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { z } from 'zod';
import type { Viewer } from '#lib/access/session.ts';
import { type KnownTemplate, type KnownTemplates, knownTemplates } from '#lib/pipeline/known-templates.ts';
import { server } from './server.ts';
import { requireViewer } from './viewer.ts';

/** All templates of the viewer's team. */
export const loadTemplates = cache(async (): Promise<KnownTemplates & { viewer: Viewer }> => {
  const viewer = await requireViewer();
  const { database, env } = server();
  return { viewer, ...(await knownTemplates(database, viewer.scope, env.home)) };
});

const templateId = z.string().max(100);

/** The template of a page: "not found" for other teams' templates as for none. */
export async function requireTemplateOf(id: string): Promise<{ viewer: Viewer; known: KnownTemplate }> {
  const { viewer, templates } = await loadTemplates();
  const wanted = templateId.safeParse(id).data;
  const known = templates.find(({ template }) => template.id === wanted);
  return known ? { viewer, known } : notFound();
}
