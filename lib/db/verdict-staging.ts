import type { Queryable } from './database.ts';
import type { StagedPlace } from './import-staging.ts';
import type { Verdict } from './judgements.ts';

/** A judgement on its way in. `prompt` is how its file knows the prompt: see `StagedVerdictPrompt`. */
export interface StagedVerdict extends StagedPlace {
  prompt: string;
  a: string;
  b: string;
  judge: string;
  turn: number;
  order: number;
  verdict: Verdict;
  probabilityA: number | null;
  probabilityB: number | null;
  probabilityTie: number | null;
  reason: string | null;
}

/** A prompt that a verdicts file names by key, by text, or both. */
export interface StagedVerdictPrompt extends StagedPlace {
  prompt: string;
  key: string | null;
  /** Empty when the file holds no text. */
  turns: string[];
  category: string | null;
  /** What the prompt will be known by, should it be new. */
  newKey: string;
  contentHash: string;
}

/** An answer that a verdicts file holds. */
export interface StagedVerdictAnswer extends StagedPlace {
  prompt: string;
  contestant: string;
  turns: string[];
  textHash: string;
}

/** Tables that live as long as the import's transaction, beside those of an import of responses. */
export async function createVerdictStaging(transaction: Queryable): Promise<void> {
  await transaction.query(`
    CREATE TEMP TABLE staged_verdict (
      position int, file text, line int, prompt text, a text, b text, judge text, turn int, "order" int, verdict verdict,
      "probabilityA" float8, "probabilityB" float8, "probabilityTie" float8, reason text) ON COMMIT DROP`);
  await transaction.query(`
    CREATE TEMP TABLE staged_verdict_prompt (
      position int, file text, line int, prompt text PRIMARY KEY, key text, turns text[], category text, "newKey" text,
      "contentHash" text) ON COMMIT DROP`);
  await transaction.query(`
    CREATE TEMP TABLE staged_verdict_answer (
      position int, file text, line int, prompt text, contestant text, turns text[], "textHash" text,
      PRIMARY KEY (prompt, contestant, "textHash")) ON COMMIT DROP`);
  await transaction.query(`
    CREATE TEMP TABLE verdict_prompt_key (prompt text, key text, created boolean) ON COMMIT DROP`);
  await transaction.query(`
    CREATE TEMP TABLE imported_match (
      id uuid, key text, turn int, a text, b text, position int, prompt_id uuid, prompt_ordinal int) ON COMMIT DROP`);
  await transaction.query(`
    CREATE TEMP TABLE imported_contestant (name text, id uuid, submission_id uuid) ON COMMIT DROP`);
}

/** Adds a batch of judgements. */
export async function stageVerdicts(transaction: Queryable, rows: readonly StagedVerdict[]): Promise<void> {
  await transaction.query(
    `INSERT INTO staged_verdict SELECT * FROM json_to_recordset($1::json) AS row (
       position int, file text, line int, prompt text, a text, b text, judge text, turn int, "order" int, verdict verdict,
       "probabilityA" float8, "probabilityB" float8, "probabilityTie" float8, reason text)`,
    [JSON.stringify(rows)],
  );
}

/** Adds prompts; one that is there already stays as it is. */
export async function stageVerdictPrompts(transaction: Queryable, rows: readonly StagedVerdictPrompt[]): Promise<void> {
  await transaction.query(
    `INSERT INTO staged_verdict_prompt SELECT * FROM json_to_recordset($1::json) AS row (
       position int, file text, line int, prompt text, key text, turns text[], category text, "newKey" text, "contentHash" text)
     ON CONFLICT DO NOTHING`,
    [JSON.stringify(rows)],
  );
}

/** Adds answers; one that is there already stays as it is. */
export async function stageVerdictAnswers(transaction: Queryable, rows: readonly StagedVerdictAnswer[]): Promise<void> {
  await transaction.query(
    `INSERT INTO staged_verdict_answer SELECT * FROM json_to_recordset($1::json) AS row (
       position int, file text, line int, prompt text, contestant text, turns text[], "textHash" text)
     ON CONFLICT DO NOTHING`,
    [JSON.stringify(rows)],
  );
}
