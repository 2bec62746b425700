/** The file formats that Joust reads prompts and answers from; `docs/formats.md` describes each. */
export const DATASET_FORMATS = [
  'joust',
  'fastchat',
  'varco-arena',
  'alpaca-eval',
  'arena-hard',
  'messages',
  'openai-batch',
  'lm-eval',
  'inspect',
  'columns',
] as const;

export type DatasetFormat = (typeof DATASET_FORMATS)[number];

/** How the records of a file are packed: lines, items of a JSON array, members of a JSON document, rows of a table, files of an archive. */
export type Container = 'jsonl' | 'json-array' | 'json-document' | 'csv' | 'parquet' | 'zip';

/** A prompt as read. Texts are verbatim and can be stored by PostgreSQL. */
export interface PromptRow {
  kind: 'prompt';
  key: string;
  /** One text a turn, at least one, none blank. */
  turns: string[];
  category: string | null;
  /** Without repetitions. */
  tags: string[];
  context: string | null;
  /** Reference answers, normally one a turn; null when there is none. */
  reference: string[] | null;
  /** Further texts by name, for templates that ask for them. */
  fields: Record<string, string>;
  /** It came with an answer, so the same prompt comes with every contestant's; given again it is no mistake. */
  implied: boolean;
  /** As of a bad row. */
  line: number;
  file: string;
}

/** The answer of a contestant to a prompt as read. Whether the prompt exists is for the caller to check. */
export interface ResponseRow {
  kind: 'response';
  promptKey: string;
  contestant: string;
  /** One text a turn, at least one; an empty text is an answer. */
  turns: string[];
  /** As of a bad row. */
  line: number;
  file: string;
}

/** A record that says why there is no answer: the request failed. The answer is missing, which is for the user to judge. */
export interface FailedRow {
  kind: 'failed';
  promptKey: string | null;
  contestant: string | null;
  field: string;
  /** Why, as the file tells it: short, on one line, safe to store and print. */
  reason: string;
  /** As of a bad row. */
  line: number;
  file: string;
}

/** One thing that is wrong with a line. */
export interface RecordProblem {
  /** Path of the field, as in `choices[0].turns[1]`; `line` when the line as a whole is wrong. */
  field: string;
  expected: string;
  /** What came instead, on one line, shortened to about 80 characters and safe to store and print. */
  got: string;
  /** What the author of the file can do about it. */
  fix: string;
}

/**
 * What a bad line is about, as far as that can be told: other lines may be wrong only because this one is.
 * Of a line that is not JSON `promptKey` is a guess, and `hiddenPrompts` says how many prompts it may hide whose keys
 * nobody can guess.
 */
export type BadRowSubject =
  | { kind: 'prompt'; promptKey: string | null }
  | { kind: 'response'; promptKey: string | null; contestant: string | null }
  | { kind: 'unreadable'; promptKey: string | null; hiddenPrompts: number };

/** A line that cannot be taken, with all that is wrong with it by itself: each field once. */
export interface BadRow {
  kind: 'bad';
  file: string;
  /** From 1: the line of a JSON Lines or CSV file; of others the record's number in the file. */
  line: number;
  problems: RecordProblem[];
  subject: BadRowSubject;
}

export type DatasetRow = PromptRow | ResponseRow | FailedRow | BadRow;

/** The content of a record, before it is known where the record stands. */
export type RecordContent =
  | Omit<PromptRow, 'line' | 'file'>
  | Omit<ResponseRow, 'line' | 'file'>
  | Omit<FailedRow, 'line' | 'file'>;

/** What is wrong with a record, before it is known where the record stands. */
export type BadRecord = Omit<BadRow, 'line' | 'file'>;

/** Bytes of a file in any order, for containers that keep their table of contents at the end. */
export interface RandomAccess {
  byteLength: number;
  /** The bytes from `start` up to but without `end`. */
  slice(start: number, end?: number): Promise<ArrayBuffer>;
}

/** A file's name, as it appears in errors, and its bytes, already decompressed. */
export interface NamedStream {
  name: string;
  chunks: AsyncIterable<Uint8Array>;
  /** As they are on disk; Parquet and zip are read from here. */
  bytes?: RandomAccess;
}
