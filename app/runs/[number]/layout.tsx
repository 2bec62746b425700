import type { ReactNode } from 'react';
import { requireRun } from '../../_data/run.ts';

/** Looks for the run before anything is sent, so that "not found" is a 404. */
export default async function RunLayout(props: { children: ReactNode; params: Promise<{ number: string }> }) {
  await requireRun((await props.params).number);
  return props.children;
}
