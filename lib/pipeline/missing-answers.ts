import { describeValue } from '#lib/dataset/describe-value.ts';
import type { Queryable } from '#lib/db/database.ts';
import { missingPlaces, type OddAnswer, oddAnswers } from '#lib/db/import-missing.ts';
import type { PublishedSubmission } from '#lib/db/import-publish.ts';
import { ImportRejected, PROBLEM_LIMIT, type RowProblem } from './import-rejected.ts';
import type { FailedAnswer, StagedRows } from './stage-rows.ts';

/** What becomes of prompts that a contestant does not answer: it is left out of their matches, or nothing is imported. */
export type MissingPolicy = 'leave-out' | 'refuse';

const NAMED = 5;
const FIX = 'choose to leave the contestant out of the matches of these prompts (--missing leave-out).';

/**
 * Refuses an import with missing answers. There is an error for each row that tells of an answer which failed, for each answer to a prompt
 * that hardly anybody else answers, and for each contestant that leaves out others, with the place of the first.
 * @throws ImportRejected unless every contestant answers every prompt
 */
export async function refuseMissing(
  transaction: Queryable,
  submissions: readonly PublishedSubmission[],
  { staged, prompts, fieldOf }: { staged: StagedRows; prompts: number; fieldOf: (file: string) => string },
): Promise<void> {
  if (submissions.every((one) => one.missing === 0)) return;
  const odd = await oddAnswers(transaction, PROBLEM_LIMIT);
  const lacking = lackingOthers(submissions, new Set(odd.map((one) => one.key)));
  const places = await missingPlaces(
    transaction,
    lacking.map(({ contestant, keys }) => ({ contestant, key: keys[0]! })),
  );
  const problems = [
    ...staged.failed.map(failureProblem),
    ...odd.map((one) => oddProblem(one, fieldOf(one.file))),
    ...places.map(({ contestant, file, line, answers }): RowProblem => {
      const { keys, missing } = lacking.find((one) => one.contestant === contestant)!;
      const more = missing > NAMED ? ` and ${missing - NAMED} more` : '';
      return {
        file,
        line,
        field: fieldOf(file),
        expected: `an answer to each of the ${prompts - new Set(odd.map((one) => one.key)).size} prompts`,
        got: `${answers} of ${describeValue(contestant)}, none to ${keys.slice(0, NAMED).map(describeValue).join(', ')}${more}`,
        fix: `Add the answers, or ${FIX}`,
      };
    }),
  ];
  throw new ImportRejected({
    problems: problems.slice(0, PROBLEM_LIMIT),
    badRows: staged.failedRows + odd.length + places.length,
    followOns: 0,
  });
}

/** Contestants that leave out prompts which are not odd. */
function lackingOthers(submissions: readonly PublishedSubmission[], odd: ReadonlySet<string>) {
  return submissions.flatMap(({ contestant, missing, missingPrompts }) => {
    const keys = missingPrompts.filter((key) => !odd.has(key));
    return keys.length === 0 ? [] : [{ contestant, keys, missing: missing - (missingPrompts.length - keys.length) }];
  });
}

function oddProblem({ contestant, key, file, line }: OddAnswer, field: string): RowProblem {
  return {
    file,
    line,
    field,
    expected: 'a prompt that the other contestants answer too',
    got: `${describeValue(key)}, answered by ${describeValue(contestant)} and hardly anybody else`,
    fix: `Correct ${field}, remove the row, or ${FIX}`,
  };
}

function failureProblem({ file, line, field, reason }: FailedAnswer): RowProblem {
  const fix = 'Ask again for this answer, or choose to leave it out (--missing leave-out).';
  return { file, line, field, expected: 'an answer', got: reason, fix };
}
