/** Names for a sentence: the first few, and how many more there are. */
export interface NameList {
  readonly names: readonly string[];
  readonly more: number;
}

const NAMED = 5;

/** The first five names, and how many more there are. */
export function nameList(names: readonly string[]): NameList {
  return { names: names.slice(0, NAMED), more: Math.max(0, names.length - NAMED) };
}
