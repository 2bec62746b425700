import type { BadRow } from '#lib/dataset/dataset-row.ts';

/** A file format that Joust reads verdicts from; `docs/verdicts-and-exports.md` describes each. */
export type VerdictFormat = 'votes' | 'alpacaeval' | 'arena-hard' | 'mt-bench' | 'two-orders';

export const VERDICT_FORMATS: readonly VerdictFormat[] = [
  'votes',
  'alpacaeval',
  'arena-hard',
  'mt-bench',
  'two-orders',
];

/** A verdict by contestant: `a` and `b` are those of the row, whoever was shown first. */
export type ImportedVerdict = 'a' | 'b' | 'tie' | 'unparseable' | 'refused' | 'truncated' | 'blocked' | 'error';

/** How sure a judge was of each outcome; they add up to 1. */
export interface VerdictProbabilities {
  a: number;
  b: number;
  tie: number;
}

/** One judgement of a row. */
export interface ImportedGame {
  /** 1: contestant a was shown first; 2: contestant b; 0: nobody knows. */
  order: 0 | 1 | 2;
  verdict: ImportedVerdict;
  /** Null where the verdict says it all. */
  probabilities: VerdictProbabilities | null;
  /** What the judge wrote. */
  reason: string | null;
}

/** What a row of a verdicts file says about two contestants on one prompt. Texts are verbatim and can be stored by PostgreSQL. */
export interface VerdictContent {
  kind: 'verdict';
  /** Null where the file knows prompts by their text only. */
  promptKey: string | null;
  /** The prompt, one text a turn; null when the file does not hold it. */
  promptTurns: string[] | null;
  category: string | null;
  contestantA: string;
  contestantB: string;
  /** Their answers, one text a turn; null when the file does not hold them. */
  answerA: string[] | null;
  answerB: string[] | null;
  /** Null where the file does not say who judged. */
  judge: string | null;
  /** Turn of the prompt that was judged; 0 is the whole conversation. */
  turn: number;
  games: ImportedGame[];
  weight: number;
  /** Why the row brings no judgement: a word to count it by. */
  leftOut: string | null;
}

/** Where a row stands. */
interface Place {
  file: string;
  /** From 1. */
  line: number;
}

export type VerdictRow = VerdictContent & Place;
export type VerdictFileRow = VerdictRow | BadRow;
