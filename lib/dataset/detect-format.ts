import type { DatasetFormat } from './dataset-row.ts';
import { FORMATS } from './formats/formats.ts';

/** The format of a file whose first record this is, going by its fields' names and kinds; null when it is none of ours. */
export function detectFormat(firstRecord: unknown): DatasetFormat | null {
  if (typeof firstRecord !== 'object' || firstRecord === null || Array.isArray(firstRecord)) return null;
  return FORMATS.find((format) => format.detects(firstRecord))?.name ?? null;
}
