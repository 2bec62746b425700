import type { ReactNode } from 'react';
import { requireTemplateOf } from '../../_data/templates.ts';

/** Looks for the template before anything is sent, so that "not found" is a status and not only a page. */
export default async function TemplateLayout(props: { params: Promise<{ id: string }>; children: ReactNode }) {
  await requireTemplateOf((await props.params).id);
  return props.children;
}
