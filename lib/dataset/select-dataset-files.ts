import type { DatasetFormat } from './dataset-row.ts';

/** Which files of a folder to import. `chosen` and `ignored` together hold every name once. */
export interface DatasetFiles {
  /** Prompts before answers where the names tell them apart, then by name. */
  readonly chosen: string[];
  /** By name. */
  readonly ignored: string[];
  /** As the names suggest; null when nothing was chosen. The first record decides (`detectFormat`). */
  readonly format: DatasetFormat | null;
}

const JSON_LINES = /\.jsonl(\.gz)?$/i;
const FASTCHAT_QUESTIONS = /^questions?\.jsonl(\.gz)?$/i;
const FASTCHAT_ANSWERS = /^answers?\.jsonl(\.gz)?$/i;
const FASTCHAT_ANSWER_FOLDER = /^model_answer[\\/][^\\/]+\.jsonl(\.gz)?$/i;
/** Hidden files, and what macOS adds to archives. */
const HIDDEN = /(^|[\\/])(\.|__MACOSX[\\/])/;

/**
 * Chooses the files of a dataset among the names in a folder, given relative to it.
 *
 * A FastChat folder has `question(s).jsonl` or `model_answer/`, or no JSON Lines but `answer(s).jsonl`; of it, questions, answers and
 * `model_answer/*` are chosen, not judgments or other tables. Any other folder is Joust's, and all its JSON Lines are chosen.
 * All may end in `.gz`; where a file is there both with and without, only the one without is chosen.
 */
export function selectDatasetFiles(names: readonly string[]): DatasetFiles {
  const sorted = [...new Set(names)].sort();
  const present = new Set(sorted);
  const jsonLines = sorted.filter(
    (name) => JSON_LINES.test(name) && !HIDDEN.test(name) && !(/\.gz$/i.test(name) && present.has(name.slice(0, -3))),
  );
  const questions = jsonLines.filter((name) => FASTCHAT_QUESTIONS.test(name));
  const folder = jsonLines.filter((name) => FASTCHAT_ANSWER_FOLDER.test(name));
  const answers = jsonLines.filter((name) => FASTCHAT_ANSWERS.test(name));
  const isFastchat = questions.length + folder.length > 0 || answers.length === jsonLines.length;
  const chosen = isFastchat ? [...questions, ...answers, ...folder] : jsonLines;
  const isChosen = new Set(chosen);
  return {
    chosen,
    ignored: sorted.filter((name) => !isChosen.has(name)),
    format: chosen.length === 0 ? null : isFastchat ? 'fastchat' : 'joust',
  };
}
