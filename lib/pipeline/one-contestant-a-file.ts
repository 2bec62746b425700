import type { BadRow, DatasetRow, ResponseRow } from '#lib/dataset/dataset-row.ts';
import { describeValue } from '#lib/dataset/describe-value.ts';

/**
 * The rule of formats with one file for each contestant: all answers of a file are one contestant's, and no other file has any of his.
 * A file that breaks it is one mistake: its first such row says so, the others are counted.
 */
export class OneContestantAFile {
  readonly #contestantOf = new Map<string, string>();
  readonly #fileOf = new Map<string, string>();
  readonly #reported = new Set<string>();

  /** The rows, those that break the rule as bad rows. `field`: what holds the contestant. */
  check(rows: readonly DatasetRow[], field: string): DatasetRow[] {
    return rows.map((row) => (row.kind === 'response' ? this.#checked(row, field) : row));
  }

  #checked(row: ResponseRow, field: string): DatasetRow {
    const { file, contestant } = row;
    if (!this.#contestantOf.has(file)) this.#contestantOf.set(file, contestant);
    if (!this.#fileOf.has(contestant)) this.#fileOf.set(contestant, file);
    const first = this.#contestantOf.get(file);
    const owner = this.#fileOf.get(contestant);
    if (first !== contestant) {
      return this.#bad(row, field, {
        expected: `one ${field} in a file`,
        got: `${describeValue(contestant)} after ${describeValue(first)}`,
        fix: 'Give every model a file of its own.',
      });
    }
    if (owner === file) return row;
    return this.#bad(row, field, {
      expected: `a ${field} that no other file has`,
      got: `${describeValue(contestant)}, which is in ${owner} too`,
      fix: 'Give the model another name, or leave one of the files out.',
    });
  }

  #bad(row: ResponseRow, field: string, problem: { expected: string; got: string; fix: string }): BadRow {
    const { file, line, contestant, promptKey } = row;
    const report = `${file}\n${contestant}`;
    const problems = this.#reported.has(report) ? [] : [{ field, ...problem }];
    this.#reported.add(report);
    return { kind: 'bad', file, line, problems, subject: { kind: 'response', promptKey, contestant: null } };
  }
}
