import { z } from 'zod';

/** Longest name or key, in UTF-16 units: PostgreSQL cannot index a text of more than about 2,700 bytes. */
const MAX_NAME_LENGTH = 500;

/*
 * Fields as every format has them. The message of an issue says what was expected, and nothing else.
 */

/** Text that PostgreSQL can store: no NUL, no half of a surrogate pair. */
export const storableText = z
  .string({ error: 'text' })
  .refine((text) => !text.includes('\0'), { error: 'text without NUL' })
  .refine((text) => text.isWellFormed(), { error: 'text without lone surrogates' });

/** Text with something in it. */
export const filledText = storableText.refine((text) => !isBlank(text), { error: 'text that is not empty' });

/** Text that names something: a contestant, a tag. */
export const nameText = filledText.refine((text) => text.length <= MAX_NAME_LENGTH, {
  error: `at most ${MAX_NAME_LENGTH} characters`,
});

/** The key of a prompt: a text, or a whole number that becomes one. A number too large to be read exactly is refused. */
export const promptKey = z.preprocess(
  (value) => (Number.isSafeInteger(value) ? String(value) : value),
  z.string({ error: 'text or a whole number' }).pipe(nameText),
);

/** Text that may be absent; null and blank mean the same as absent. */
export const optionalText = storableText.nullish().transform((text) => (text == null || isBlank(text) ? null : text));

/** Like `optionalText`, short enough to be a name. */
export const optionalName = optionalText.refine((text) => text === null || text.length <= MAX_NAME_LENGTH, {
  error: `at most ${MAX_NAME_LENGTH} characters`,
});

/** The turns of a prompt: the text of each is needed. */
export const promptTurns = z.array(filledText, { error: 'a list of texts' }).min(1, { error: 'at least one turn' });

/** The turns of an answer: an empty text is an answer. */
export const responseTurns = z.array(storableText, { error: 'a list of texts' }).min(1, { error: 'at least one turn' });

/** Tags, each once. */
export const tagList = z
  .array(nameText, { error: 'a list of texts' })
  .nullish()
  .transform((tags) => [...new Set(tags ?? [])]);

/** Reference answers: one text or a list; null when there is no text in it. */
export const referenceList = z
  .preprocess(
    (value) => (typeof value === 'string' ? [value] : value),
    z.array(storableText, { error: 'text or a list of texts' }).nullish(),
  )
  .transform((texts) => (texts == null || texts.every(isBlank) ? null : texts));

/** Further texts by name; null and blank ones are left out. */
export const fieldTexts = z
  .record(nameText, optionalText, { error: 'an object of texts' })
  .nullish()
  .transform((fields) => sortedFields(Object.entries(fields ?? {})));

function sortedFields(entries: readonly (readonly [string, string | null])[]): Record<string, string> {
  const filled = entries.filter((entry): entry is readonly [string, string] => entry[1] !== null);
  return Object.fromEntries(filled.sort(([left], [right]) => (left < right ? -1 : 1)));
}

function isBlank(text: string): boolean {
  return text.trim() === '';
}
