import 'server-only';
import { maySpend, type Viewer } from '#lib/access/session.ts';
import { type ErrorReport, JoustError } from '#lib/errors.ts';
import { viewer } from './viewer.ts';

/** What came of a change that a page asked for. */
export type ChangeAnswer = { kind: 'done' } | { kind: 'not-allowed' } | { kind: 'refused'; report: ErrorReport };

/** Does something for a viewer who may change things; errors that the viewer can mend become answers. */
export async function answerChange(work: (asker: Viewer) => Promise<void>): Promise<ChangeAnswer> {
  const asker = await viewer();
  if (!asker || !maySpend(asker.role)) return { kind: 'not-allowed' };
  try {
    await work(asker);
    return { kind: 'done' };
  } catch (error) {
    if (!(error instanceof JoustError)) throw error;
    return { kind: 'refused', report: error.report };
  }
}
