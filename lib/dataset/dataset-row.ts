/** A file format that Joust reads prompts and answers from; `docs/formats.md` describes each. */
export type DatasetFormat = 'joust' | 'fastchat';

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
  /** From 1. */
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
  /** From 1. */
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
  /** From 1. */
  line: number;
  problems: RecordProblem[];
  subject: BadRowSubject;
}

export type DatasetRow = PromptRow | ResponseRow | BadRow;

/** The content of a record, before it is known where the record stands. */
export type RecordContent = Omit<PromptRow, 'line' | 'file'> | Omit<ResponseRow, 'line' | 'file'>;

/** What is wrong with a record, before it is known where the record stands. */
export type BadRecord = Omit<BadRow, 'line' | 'file'>;

/** A file's name, as it appears in errors, and its bytes, already decompressed. */
export interface NamedStream {
  name: string;
  chunks: AsyncIterable<Uint8Array>;
}
