import type { ReactNode } from 'react';
import { requireViewer } from '../_data/viewer.ts';

/**
 * Asks who is there before anything is sent: below a `loading.tsx` a redirect would come too late for the status line.
 * A layout is not run again on every navigation, so pages and actions ask too.
 */
export default async function RunsLayout({ children }: { children: ReactNode }) {
  await requireViewer();
  return children;
}
