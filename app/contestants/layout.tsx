import type { ReactNode } from 'react';
import { requireViewer } from '../_data/viewer.ts';

/** Asks who is there before anything is sent, so that a redirect is one. */
export default async function ContestantsLayout({ children }: { children: ReactNode }) {
  await requireViewer();
  return children;
}
