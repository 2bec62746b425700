import type { FileReading } from '#lib/dataset/file-reading.ts';
import { readingOf } from '#lib/dataset/record-reader.ts';

/** Fields as errors about rows beside each other name them, and the words that files may have other names for. */
const WORDS: Readonly<Record<string, readonly string[]>> = {
  prompt_id: ['prompt_id', 'prompt', 'messages'],
  turns: ['response'],
};

/** What a file calls the field that Joust calls by a word, as far as its format or the user says so. */
export function fieldName(
  files: readonly (FileReading & { name: string })[],
  { name, word }: { name: string; word: string },
): string {
  const file = files.find((one) => one.name === name);
  if (file === undefined) return word;
  const own = readingOf({}, file).mapping;
  const mapping: Readonly<Record<string, string>> = {
    ...(file.key != null && { prompt_id: file.key }),
    ...own,
    ...file.mapping,
  };
  const known = (WORDS[word] ?? [word]).find((one) => mapping[one]);
  return known === undefined ? word : mapping[known]!;
}
