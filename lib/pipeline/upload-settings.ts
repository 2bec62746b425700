import { z } from 'zod';
import { DATASET_FORMATS } from '#lib/dataset/dataset-row.ts';

const fileReading = z.object({
  format: z.enum(DATASET_FORMATS),
  container: z.enum(['jsonl', 'json-array', 'json-document', 'csv', 'parquet', 'zip']).optional(),
  mapping: z.record(z.string().max(100), z.string().max(500)).optional(),
  contestant: z.string().max(500).nullish(),
  role: z.enum(['prompts', 'answers']).optional(),
  key: z.string().max(500).nullish(),
});

/** What a user decides about an upload before it is imported. */
export const uploadSettings = z.object({
  benchmark: z.string().trim().min(1).max(500),
  description: z.string().max(10_000).default(''),
  /** Null: as the format has it. */
  missing: z.enum(['leave-out', 'refuse']).nullable().default(null),
  /** How to read each file, by its place in the upload; null leaves it out. */
  readings: z.array(fileReading.nullable()).min(1),
});
export type UploadSettings = z.infer<typeof uploadSettings>;
