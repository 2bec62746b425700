import { describeValue } from '#lib/dataset/describe-value.ts';
import type { Queryable } from '#lib/db/database.ts';
import { missingPlaces } from '#lib/db/import-order.ts';
import type { PublishedSubmission } from '#lib/db/import-publish.ts';
import { ImportRejected, PROBLEM_LIMIT, type RowProblem } from './import-rejected.ts';
import type { FailedAnswer, StagedRows } from './stage-rows.ts';

/** What becomes of prompts that a contestant does not answer: it is left out of their matches, or nothing is imported. */
export type MissingPolicy = 'leave-out' | 'refuse';

const NAMED = 5;

/**
 * Refuses an import with missing answers: an error for each contestant with the place of the first, and one for each row that tells of
 * an answer which failed.
 * @throws ImportRejected unless every contestant answers every prompt
 */
export async function refuseMissing(
  transaction: Queryable,
  submissions: readonly PublishedSubmission[],
  { staged, prompts, fieldOf }: { staged: StagedRows; prompts: number; fieldOf: (file: string) => string },
): Promise<void> {
  const lacking = submissions.filter((one) => one.missing > 0);
  if (lacking.length === 0) return;
  const first = lacking.map(({ contestant, missingPrompts }) => ({ contestant, key: missingPrompts[0] ?? '' }));
  const places = await missingPlaces(transaction, first);
  const problems = places.map(({ contestant, file, line, answers }): RowProblem => {
    const { missing, missingPrompts } = lacking.find((one) => one.contestant === contestant)!;
    const named = missingPrompts.slice(0, NAMED).map(describeValue).join(', ');
    return {
      file,
      line,
      field: fieldOf(file),
      expected: `an answer to each of the ${prompts} prompts`,
      got: `${answers} of ${describeValue(contestant)}, none to ${named}${missing > NAMED ? ` and ${missing - NAMED} more` : ''}`,
      fix: 'Add the answers, or choose to leave the contestant out of the matches of these prompts (--missing leave-out).',
    };
  });
  const all = [...staged.failed.map(failureProblem), ...problems].slice(0, PROBLEM_LIMIT);
  throw new ImportRejected({ problems: all, badRows: staged.failedRows + problems.length, followOns: 0 });
}

function failureProblem({ file, line, field, reason }: FailedAnswer): RowProblem {
  const fix = 'Ask again for this answer, or choose to leave it out (--missing leave-out).';
  return { file, line, field, expected: 'an answer', got: reason, fix };
}
