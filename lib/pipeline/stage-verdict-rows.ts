import { createHash } from 'node:crypto';
import type { VerdictFileRow, VerdictRow } from '#lib/dataset/verdicts/verdict-row.ts';
import type { Queryable } from '#lib/db/database.ts';
import {
  type StagedVerdict,
  type StagedVerdictAnswer,
  type StagedVerdictPrompt,
  stageVerdictAnswers,
  stageVerdictPrompts,
  stageVerdicts,
} from '#lib/db/verdict-staging.ts';
import { PROBLEM_LIMIT, type RowProblem } from './import-rejected.ts';
import { contentHash, textHash } from './stage-rows.ts';

/** Characters of a hash that name a prompt which its file knows by text only. */
const KEY_LENGTH = 16;
/** Texts remembered as staged; a forgotten one is only sent again. */
const REMEMBERED = 200_000;

/** What reading the rows one by one has found so far. */
export class StagedVerdicts {
  rows = 0;
  judgements = 0;
  badRows = 0;
  /** The first ones, with the position of their row among all rows. */
  readonly problems: (RowProblem & { position: number })[] = [];
  /** Rows without a judgement, by reason. */
  readonly leftOut: Record<string, number> = {};
  /** Weight of the rows so far; null before the first. */
  weight: number | null = null;
  /** Prompts and answers that are staged already. */
  readonly #seen = new Set<string>();

  /** Whether it is new here; remembers it. */
  isNew(text: string): boolean {
    if (this.#seen.has(text)) return false;
    if (this.#seen.size >= REMEMBERED) this.#seen.clear();
    this.#seen.add(text);
    return true;
  }

  addProblem(position: number, problem: RowProblem): void {
    if (this.problems.length < PROBLEM_LIMIT) this.problems.push({ ...problem, position });
  }
}

/** Puts a batch of rows where SQL joins them to prompts and matches, and notes what is wrong with each by itself. */
export async function stageVerdictRows(
  transaction: Queryable,
  batch: readonly VerdictFileRow[],
  options: { staged: StagedVerdicts; benchmark: string; judge: string },
): Promise<void> {
  const { staged } = options;
  const verdicts: StagedVerdict[] = [];
  const prompts: StagedVerdictPrompt[] = [];
  const answers: StagedVerdictAnswer[] = [];
  for (const row of batch) {
    const position = staged.rows++;
    if (row.kind === 'bad') {
      staged.badRows += 1;
      for (const problem of row.problems) staged.addProblem(position, { file: row.file, line: row.line, ...problem });
    } else if (row.kind === 'verdict' && isTaken(row, position, staged)) {
      const prompt = promptOf(row, position, options.benchmark);
      if (staged.isNew(prompt.prompt)) prompts.push(prompt);
      answers.push(
        ...answersOf(row, prompt).filter((one) => staged.isNew(`${one.prompt} ${one.contestant} ${one.textHash}`)),
      );
      verdicts.push(...verdictsOf(row, prompt, options.judge));
    }
  }
  staged.judgements += verdicts.length;
  if (prompts.length > 0) await stageVerdictPrompts(transaction, prompts);
  if (answers.length > 0) await stageVerdictAnswers(transaction, answers);
  if (verdicts.length > 0) await stageVerdicts(transaction, verdicts);
}

/** Counts a row that brings no judgement, and refuses one that weighs other than those before it. */
function isTaken(row: VerdictRow, position: number, staged: StagedVerdicts): boolean {
  if (row.leftOut !== null) {
    staged.leftOut[row.leftOut] = (staged.leftOut[row.leftOut] ?? 0) + 1;
    return false;
  }
  staged.weight ??= row.weight;
  if (row.weight === staged.weight) return true;
  staged.badRows += 1;
  const fix = 'Judgements of a run weigh the same. Rank this file with `joust rank`, which takes weights.';
  const { file, line } = row;
  staged.addProblem(position, {
    file,
    line,
    field: 'weight',
    expected: `${staged.weight}, as in the rows before`,
    got: String(row.weight),
    fix,
  });
  return false;
}

function promptOf(row: VerdictRow, position: number, benchmark: string): StagedVerdictPrompt {
  const { promptKey: key, promptTurns: turns, category, file, line } = row;
  // A prompt of which only the key is known is another one in every benchmark.
  const hash =
    turns === null
      ? createHash('sha256').update(JSON.stringify({ benchmark, key })).digest('hex')
      : contentHash({ turns, context: null, reference: null, fields: {} });
  return {
    position,
    file,
    line,
    prompt: key === null ? `text ${hash}` : `key ${key}`,
    key,
    turns: turns ?? [],
    category,
    newKey: key ?? hash.slice(0, KEY_LENGTH),
    contentHash: hash,
  };
}

function answersOf(row: VerdictRow, { prompt, position }: StagedVerdictPrompt): StagedVerdictAnswer[] {
  const { file, line } = row;
  return [
    { contestant: row.contestantA, turns: row.answerA },
    { contestant: row.contestantB, turns: row.answerB },
  ].flatMap(({ contestant, turns }) =>
    turns === null ? [] : [{ position, file, line, prompt, contestant, turns, textHash: textHash(turns) }],
  );
}

function verdictsOf(row: VerdictRow, { prompt, position }: StagedVerdictPrompt, judge: string): StagedVerdict[] {
  return row.games.map((game) => ({
    position,
    file: row.file,
    line: row.line,
    prompt,
    a: row.contestantA,
    b: row.contestantB,
    judge: row.judge ?? judge,
    turn: row.turn,
    order: game.order,
    verdict: game.verdict,
    probabilityA: game.probabilities?.a ?? null,
    probabilityB: game.probabilities?.b ?? null,
    probabilityTie: game.probabilities?.tie ?? null,
    reason: game.reason,
  }));
}
