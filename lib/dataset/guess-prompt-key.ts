import { z } from 'zod';
import { promptKey } from './field-schemas.ts';

/** Of every format: the field that names a prompt, and a text or whole number behind it. */
const KEY = /"(?:prompt_id|question_id)"\s*:\s*("(?:[^"\\]|\\.)*"|\d+(?=\s*[,}]))/;
/** A key stands near the beginning, or the guess is not worth the search. */
const SEARCHED_CHARACTERS = 64 * 1024;

const literal = z.string().transform((text, context) => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    context.addIssue('a JSON literal');
    return z.NEVER;
  }
});

/** The key that a line which is not JSON seems to hold; null when none can be seen. */
export function guessPromptKey(line: string): string | null {
  const found = KEY.exec(line.slice(0, SEARCHED_CHARACTERS));
  return literal.pipe(promptKey).safeParse(found?.[1]).data ?? null;
}
