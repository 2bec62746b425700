import 'server-only';
import { maySpend, type Viewer } from '#lib/access/session.ts';
import { type ErrorReport, JoustError } from '#lib/errors.ts';
import { viewer } from './viewer.ts';

/** The answer to what cannot be done as it was asked. */
export type Refused = { kind: 'refused'; report: ErrorReport };

/** What came of a change that a page asked for. */
export type ChangeAnswer = { kind: 'done' } | { kind: 'not-allowed' } | Refused;

/** Does something for a viewer who may change things; errors that the viewer can mend become answers. */
export async function answerChange(work: (asker: Viewer) => Promise<void>): Promise<ChangeAnswer> {
  const asker = await viewer();
  if (!asker || !maySpend(asker.role)) return { kind: 'not-allowed' };
  return refusable(async () => {
    await work(asker);
    return { kind: 'done' };
  });
}

/** Answers with what `work` answers; errors that the viewer can mend become the answer `refused`. */
export async function refusable<Answer>(work: () => Promise<Answer>): Promise<Answer | Refused> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof JoustError)) throw error;
    return { kind: 'refused', report: error.report };
  }
}
