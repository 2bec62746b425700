import { diffWordsWithSpace } from 'diff';

/** A piece of one text: in both, or only here. */
export interface DiffPiece {
  text: string;
  only: boolean;
}

/** Two texts, each with what the other has not. */
export interface WordDiff {
  a: DiffPiece[];
  b: DiffPiece[];
}

/** Longer than this is nothing to wait for while a page is open. */
const TIMEOUT_MS = 400;

/** What differs between two texts, word by word; null when they are too long and different to say in time. */
export function wordDiff(a: string, b: string): WordDiff | null {
  const changes = diffWordsWithSpace(a, b, { timeout: TIMEOUT_MS });
  if (!changes) return null;
  const pieces = (side: 'added' | 'removed', other: 'added' | 'removed') =>
    changes.flatMap((change) => (change[other] ? [] : [{ text: change.value, only: change[side] }]));
  return { a: pieces('removed', 'added'), b: pieces('added', 'removed') };
}
