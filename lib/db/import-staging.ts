import type { Queryable } from './database.ts';

/** Where a row stands: its file and line for people, and its place among all rows of the import. */
export interface StagedPlace {
  position: number;
  file: string;
  line: number;
}

/** A prompt row on its way in. `contentHash` identifies turns, context, reference and fields. */
export interface StagedPrompt extends StagedPlace {
  key: string;
  contentHash: string;
  turns: string[];
  context: string | null;
  reference: string[];
  fields: Record<string, string>;
  category: string | null;
  tags: string[];
  /** It came with an answer: the same again is no mistake, and it gives way to a prompt that came by itself. */
  implied: boolean;
  /** Identifies everything about it but its key. */
  variant: string;
}

/** A response row on its way in. `textHash` identifies its turns. */
export interface StagedResponse extends StagedPlace {
  promptKey: string;
  contestant: string;
  turns: string[];
  textHash: string;
}

/** A prompt row that cannot be taken: known by a key that it names, or that was guessed from a line nobody can read. */
export interface BadPrompt extends StagedPlace {
  key: string;
  guessed: boolean;
}

/** A response row that cannot be taken, with what could be read of it. */
export interface BadResponse extends StagedPlace {
  promptKey: string | null;
  contestant: string | null;
}

/**
 * Tables that live as long as the import's transaction: rows are checked against each other by SQL, whatever their number.
 * Bad rows stand among them without their content, so that what hangs on them is not taken for another mistake.
 */
export async function createStaging(transaction: Queryable): Promise<void> {
  await transaction.query(`
    CREATE TEMP TABLE staged_prompt (
      position int, file text, line int, key text, "contentHash" text, turns text[], context text, reference text[],
      fields jsonb NOT NULL DEFAULT '{}', category text, tags text[], implied boolean NOT NULL DEFAULT false, variant text,
      bad boolean NOT NULL DEFAULT false, guessed boolean NOT NULL DEFAULT false, place int) ON COMMIT DROP`);
  // Every contestant brings the same prompts: they are stored once, also where they came in different batches.
  await transaction.query('CREATE UNIQUE INDEX ON staged_prompt (md5(key), variant) WHERE implied');
  await transaction.query(`
    CREATE TEMP TABLE staged_response (
      position int, file text, line int, "promptKey" text, contestant text, turns text[], "textHash" text,
      bad boolean NOT NULL DEFAULT false) ON COMMIT DROP`);
}

/** Adds a batch of prompts to the staging table. */
export async function stagePrompts(transaction: Queryable, rows: readonly StagedPrompt[]): Promise<void> {
  await transaction.query(
    `INSERT INTO staged_prompt (position, file, line, key, "contentHash", turns, context, reference, fields, category, tags, implied, variant, place)
     SELECT *, position FROM json_to_recordset($1::json) AS row (
       position int, file text, line int, key text, "contentHash" text, turns text[], context text, reference text[], fields jsonb,
       category text, tags text[], implied boolean, variant text)
     ON CONFLICT DO NOTHING`,
    [JSON.stringify(rows)],
  );
}

/** Adds a batch of responses to the staging table. */
export async function stageResponses(transaction: Queryable, rows: readonly StagedResponse[]): Promise<void> {
  await transaction.query(
    `INSERT INTO staged_response (position, file, line, "promptKey", contestant, turns, "textHash")
     SELECT * FROM json_to_recordset($1::json) AS row (
       position int, file text, line int, "promptKey" text, contestant text, turns text[], "textHash" text)`,
    [JSON.stringify(rows)],
  );
}

/** Adds prompts that cannot be taken. */
export async function stageBadPrompts(transaction: Queryable, rows: readonly BadPrompt[]): Promise<void> {
  await transaction.query(
    `INSERT INTO staged_prompt (position, file, line, key, guessed, bad)
     SELECT *, true FROM json_to_recordset($1::json) AS row (position int, file text, line int, key text, guessed boolean)`,
    [JSON.stringify(rows)],
  );
}

/** Adds responses that cannot be taken. */
export async function stageBadResponses(transaction: Queryable, rows: readonly BadResponse[]): Promise<void> {
  await transaction.query(
    `INSERT INTO staged_response (position, file, line, "promptKey", contestant, bad)
     SELECT *, true FROM json_to_recordset($1::json) AS row (position int, file text, line int, "promptKey" text, contestant text)`,
    [JSON.stringify(rows)],
  );
}
