import type { DatasetFormat } from './dataset-row.ts';

/** What a record looks like. */
export interface RecordShape {
  readonly format: DatasetFormat;
  readonly kind: 'prompt' | 'response';
}

/** The format of a record and whether it is a prompt or an answer, going by its fields' names; null when they are neither's. */
export function detectShape(record: unknown): RecordShape | null {
  if (typeof record !== 'object' || record === null) return null;
  if ('prompt_id' in record) {
    return { format: 'joust', kind: 'contestant' in record || 'response' in record ? 'response' : 'prompt' };
  }
  if ('question_id' in record) {
    return { format: 'fastchat', kind: 'model_id' in record || 'choices' in record ? 'response' : 'prompt' };
  }
  return null;
}

/** The format of a file whose first record this is; null when it is none of ours. */
export function detectFormat(firstRecord: unknown): DatasetFormat | null {
  return detectShape(firstRecord)?.format ?? null;
}
