import type { ReactNode } from 'react';
import { requireContestant } from '../../_data/contestant.ts';

/** Looks for the contestant before anything is sent, so that "not found" is a 404. */
export default async function ContestantLayout(props: { children: ReactNode; params: Promise<{ id: string }> }) {
  await requireContestant((await props.params).id);
  return props.children;
}
