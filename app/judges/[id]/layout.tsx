import type { ReactNode } from 'react';
import { requireJudge } from '../../_data/judge.ts';

/** Looks for the judge before anything is sent, so that "not found" is a 404. */
export default async function JudgeLayout(props: { children: ReactNode; params: Promise<{ id: string }> }) {
  await requireJudge((await props.params).id);
  return props.children;
}
