import { createHash } from 'node:crypto';
import type { BadRow, DatasetRow, PromptRow } from '#lib/dataset/dataset-row.ts';
import type { Queryable } from '#lib/db/database.ts';
import {
  type BadPrompt,
  type BadResponse,
  type StagedPrompt,
  type StagedResponse,
  stageBadPrompts,
  stageBadResponses,
  stagePrompts,
  stageResponses,
} from '#lib/db/import-staging.ts';
import { PROBLEM_LIMIT, type RowProblem } from './import-rejected.ts';

/** What reading the rows one by one has found so far. */
export interface StagedRows {
  rows: number;
  badRows: number;
  /** The first ones, with the position of their row among all rows. */
  problems: (RowProblem & { position: number })[];
  /** Prompts that bad rows may hold under keys that cannot be read. */
  hiddenPrompts: number;
}

/** Puts a batch of rows where SQL can check them against each other, and notes what is wrong with each by itself. */
export async function stageRows(
  transaction: Queryable,
  batch: readonly DatasetRow[],
  staged: StagedRows,
): Promise<void> {
  const prompts: StagedPrompt[] = [];
  const responses: StagedResponse[] = [];
  const badPrompts: BadPrompt[] = [];
  const badResponses: BadResponse[] = [];
  for (const row of batch) {
    const position = staged.rows++;
    if (row.kind === 'prompt') {
      prompts.push({ ...row, position, reference: row.reference ?? [], contentHash: contentHash(row) });
    } else if (row.kind === 'response') {
      responses.push({ ...row, position, textHash: textHash(row.turns) });
    } else {
      noteProblems(row, position, staged);
      const { subject, file, line } = row;
      if (subject.kind === 'response') badResponses.push({ ...subject, position, file, line });
      else if (subject.promptKey !== null) {
        badPrompts.push({ key: subject.promptKey, guessed: subject.kind === 'unreadable', position, file, line });
      }
    }
  }
  if (prompts.length > 0) await stagePrompts(transaction, prompts);
  if (responses.length > 0) await stageResponses(transaction, responses);
  if (badPrompts.length > 0) await stageBadPrompts(transaction, badPrompts);
  if (badResponses.length > 0) await stageBadResponses(transaction, badResponses);
}

function noteProblems({ file, line, problems, subject }: BadRow, position: number, staged: StagedRows): void {
  staged.badRows += 1;
  if (subject.kind === 'unreadable') staged.hiddenPrompts += subject.hiddenPrompts;
  else if (subject.kind === 'prompt' && subject.promptKey === null) staged.hiddenPrompts += 1;
  const room = PROBLEM_LIMIT - staged.problems.length;
  staged.problems.push(...problems.slice(0, room).map((problem) => ({ file, line, ...problem, position })));
}

/** Identifies a prompt by its texts. */
export function contentHash(row: Pick<PromptRow, 'turns' | 'context' | 'reference'>): string {
  return sha256(JSON.stringify([row.turns, row.context, row.reference ?? []]));
}

/** Identifies an answer by its texts. */
export function textHash(turns: readonly string[]): string {
  return sha256(JSON.stringify(turns));
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
