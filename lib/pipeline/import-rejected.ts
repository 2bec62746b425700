import type { RecordProblem } from '#lib/dataset/dataset-row.ts';
import { JoustError } from '#lib/errors.ts';

/** One thing that is wrong with a row of an import. */
export interface RowProblem extends RecordProblem {
  file: string;
  /** From 1. */
  line: number;
}

/** Problems reported at most; the rest are as likely to share their cause. */
export const PROBLEM_LIMIT = 100;

/** An upload of which nothing was stored, with what is wrong with it: all that can be known before it is mended. */
export class ImportRejected extends JoustError {
  /** The first ones, in the order of the files. */
  readonly problems: readonly RowProblem[];
  /** Rows with a problem, the ones that are not listed included. */
  readonly badRows: number;

  constructor(found: { problems: readonly RowProblem[]; badRows: number; followOns: number }) {
    const first = found.problems[0] as RowProblem;
    super({
      code: 'import-rejected',
      expected: `${first.expected} (${first.file}, line ${first.line}, field ${first.field})`,
      got: `${first.got}; ${found.badRows} bad row${found.badRows === 1 ? '' : 's'} in all`,
      fix: `Correct the rows and import again. Nothing of this import was stored.${followOnText(found.followOns)}`,
    });
    this.problems = found.problems;
    this.badRows = found.badRows;
  }
}

function followOnText(followOns: number): string {
  if (followOns === 0) return '';
  const rows = followOns === 1 ? '1 answer refers' : `${followOns} answers refer`;
  return ` ${rows} to unknown prompts, perhaps to those whose rows are bad: these are not listed.`;
}
