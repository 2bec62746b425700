/**
 * Which field of a record holds what Joust calls by a word, as paths like `choices[0].turns`. The words are those of
 * `MAPPING_WORDS` and `fields.NAME` for a further text of a prompt.
 */
export type Mapping = Readonly<Record<string, string>>;

/** What a mapping can name, besides `fields.NAME`. */
export const MAPPING_WORDS = [
  'prompt_id',
  'prompt',
  'messages',
  'contestant',
  'response',
  'category',
  'tags',
  'context',
  'reference',
] as const;

/** A word as users write it: one that is none of Joust's names a further text of the prompt. */
export function mappingWord(word: string): string {
  const isKnown = (MAPPING_WORDS as readonly string[]).includes(word) || word.startsWith('fields.');
  return isKnown ? word : `fields.${word}`;
}

/** What stands at a path of a record; undefined where there is nothing. A field whose name is the whole path comes first. */
export function valueAtPath(record: object, path: string): unknown {
  if (Object.hasOwn(record, path)) return (record as Record<string, unknown>)[path];
  return pathParts(path).reduce<unknown>((value, part) => {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part)) return undefined;
    return (value as Record<PropertyKey, unknown>)[part];
  }, record);
}

/** The first of these fields that a record has with something in it; null when it has none. */
export function firstPresent(record: object, paths: readonly string[]): string | null {
  return paths.find((path) => valueAtPath(record, path) != null) ?? null;
}

/** A mapping without the words for which nothing was found. */
export function mappingOf(words: Readonly<Record<string, string | null>>): Mapping {
  return Object.fromEntries(Object.entries(words).filter((entry): entry is [string, string] => entry[1] !== null));
}

/** `choices[0].turns` as `['choices', '0', 'turns']`. */
function pathParts(path: string): string[] {
  return path.split(/[.[\]]/).filter((part) => part !== '');
}
