import { createHash } from 'node:crypto';
import type { BadRow, DatasetRow, FailedRow, PromptRow } from '#lib/dataset/dataset-row.ts';
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

/** A row that tells why there is no answer. */
export type FailedAnswer = Omit<FailedRow, 'kind'>;

/** What reading the rows one by one has found so far. */
export class StagedRows {
  rows = 0;
  badRows = 0;
  /** The first ones, with the position of their row among all rows. */
  readonly problems: (RowProblem & { position: number })[] = [];
  /** Prompts that bad rows may hold under keys that cannot be read. */
  hiddenPrompts = 0;
  /** The first rows that tell of an answer which failed. */
  readonly failed: FailedAnswer[] = [];
  failedRows = 0;
  /** Files whose answers brought their prompts: their rows may stand in any order. */
  readonly filesWithPrompts = new Set<string>();
  readonly recentPrompts = new Set<string>();
}

/** Prompts remembered so that they are not sent again with every contestant; the staging table drops what is forgotten here. */
const REMEMBERED_PROMPTS = 20_000;

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
      const prompt = stagedPrompt(row, position);
      if (isNew(prompt, staged)) prompts.push(prompt);
    } else if (row.kind === 'response') {
      responses.push({ ...row, position, textHash: textHash(row.turns) });
    } else if (row.kind === 'failed') {
      noteFailure(row, staged);
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

function stagedPrompt(row: PromptRow, position: number): StagedPrompt {
  const hash = contentHash(row);
  const variant = row.implied ? sha256(JSON.stringify([hash, row.category, row.tags])) : '';
  return { ...row, position, reference: row.reference ?? [], contentHash: hash, variant };
}

/** Whether a prompt has to be sent: one that came with an answer only the first time. */
function isNew(prompt: StagedPrompt, staged: StagedRows): boolean {
  if (!prompt.implied) return true;
  staged.filesWithPrompts.add(prompt.file);
  const identity = `${prompt.variant} ${prompt.key}`;
  if (staged.recentPrompts.has(identity)) return false;
  if (staged.recentPrompts.size >= REMEMBERED_PROMPTS) staged.recentPrompts.clear();
  staged.recentPrompts.add(identity);
  return true;
}

function noteFailure({ kind: _, ...failed }: FailedRow, staged: StagedRows): void {
  staged.failedRows += 1;
  if (staged.failed.length < PROBLEM_LIMIT) staged.failed.push(failed);
}

function noteProblems({ file, line, problems, subject }: BadRow, position: number, staged: StagedRows): void {
  staged.badRows += 1;
  if (subject.kind === 'unreadable') staged.hiddenPrompts += subject.hiddenPrompts;
  else if (subject.kind === 'prompt' && subject.promptKey === null) staged.hiddenPrompts += 1;
  const room = PROBLEM_LIMIT - staged.problems.length;
  staged.problems.push(...problems.slice(0, room).map((problem) => ({ file, line, ...problem, position })));
}

/** Identifies a prompt by its texts. Prompts without fields keep the hash they had before there were any. */
export function contentHash({
  turns,
  context,
  reference,
  fields,
}: Pick<PromptRow, 'turns' | 'context' | 'reference' | 'fields'>): string {
  const texts = [turns, context, reference ?? []];
  return sha256(JSON.stringify(Object.keys(fields).length === 0 ? texts : [...texts, fields]));
}

/** Identifies an answer by its texts. */
export function textHash(turns: readonly string[]): string {
  return sha256(JSON.stringify(turns));
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
