import type { BadRecord } from '#lib/dataset/dataset-row.ts';

/** A record as its container holds it, or what is wrong with it there. `line` as of a bad row. */
export type SourceRecord =
  | { readonly line: number; readonly record: object }
  | { readonly line: number; readonly bad: BadRecord };

/** A place of a file that cannot be read, of which nothing is known but the reason. `hiddenPrompts`: how many it may hide. */
export function unreadable(
  line: number,
  problem: { expected: string; got: string; fix: string },
  hiddenPrompts = Number.POSITIVE_INFINITY,
): SourceRecord {
  const subject = { kind: 'unreadable', promptKey: null, hiddenPrompts } as const;
  return { line, bad: { kind: 'bad', problems: [{ field: 'line', ...problem }], subject } };
}
