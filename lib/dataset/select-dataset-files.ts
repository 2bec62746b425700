import type { DatasetFormat } from './dataset-row.ts';

/** Which files of a folder to import. `chosen` and `ignored` together hold every name once. */
export interface DatasetFiles {
  /** Prompts before answers where the names tell them apart, then by name. */
  readonly chosen: string[];
  /** By name. */
  readonly ignored: string[];
  /** As the names suggest: FastChat's (or Arena-Hard's), or any. Null when nothing was chosen. The records decide (`detectFormat`). */
  readonly format: DatasetFormat | null;
}

/** What a folder may consist of, the likeliest first: of the others none is read, such as results beside samples. */
const KINDS = [/\.(jsonl|ndjson)(\.gz)?$/i, /\.json(\.gz)?$/i, /\.(csv|tsv)(\.gz)?$/i, /\.parquet$/i, /\.eval$/i];
const FASTCHAT_QUESTIONS = /^questions?\.jsonl(\.gz)?$/i;
const FASTCHAT_ANSWERS = /^answers?\.jsonl(\.gz)?$/i;
const FASTCHAT_ANSWER_FOLDER = /^model_answer[\\/][^\\/]+\.jsonl(\.gz)?$/i;
/** Hidden files, and what macOS adds to archives. */
const HIDDEN = /(^|[\\/])(\.|__MACOSX[\\/])/;

/**
 * Chooses the files of a dataset among the names in a folder, given relative to it.
 *
 * A FastChat folder has `question(s).jsonl` or `model_answer/`, or no JSON Lines but `answer(s).jsonl`; of it, questions, answers and
 * `model_answer/*` are chosen, not judgments or other tables. Of any other folder all JSON Lines are chosen; where there are none all
 * JSON files, or else all tables, all Parquet files or all logs of Inspect. All may end in `.gz`; where a file is there both with and without, only the one without is chosen.
 */
export function selectDatasetFiles(names: readonly string[]): DatasetFiles {
  const sorted = [...new Set(names)].sort();
  const present = new Set(sorted);
  const readable = sorted.filter(
    (name) => !HIDDEN.test(name) && !(/\.gz$/i.test(name) && present.has(name.slice(0, -3))),
  );
  const kinds = KINDS.map((kind) => readable.filter((name) => kind.test(name)));
  const jsonLines = kinds[0]!;
  const questions = jsonLines.filter((name) => FASTCHAT_QUESTIONS.test(name));
  const folder = jsonLines.filter((name) => FASTCHAT_ANSWER_FOLDER.test(name));
  const answers = jsonLines.filter((name) => FASTCHAT_ANSWERS.test(name));
  const isFastchat =
    questions.length + folder.length > 0 || (answers.length > 0 && answers.length === jsonLines.length);
  const chosen = isFastchat ? [...questions, ...answers, ...folder] : (kinds.find((names) => names.length > 0) ?? []);
  const isChosen = new Set(chosen);
  return {
    chosen,
    ignored: sorted.filter((name) => !isChosen.has(name)),
    format: chosen.length === 0 ? null : isFastchat ? 'fastchat' : 'joust',
  };
}
