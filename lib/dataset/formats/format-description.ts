import type { BadRecord, DatasetFormat, RecordContent } from '#lib/dataset/dataset-row.ts';
import type { Mapping } from './mapping.ts';

/** How a record of a format is read. */
export interface RecordReading {
  readonly mapping: Mapping;
  /** Words without which the record is bad. `contestant` is required of an answer in any case, here or by the file. */
  readonly required: readonly string[];
}

/** What a format says of a whole file by its name. */
export interface FileNaming {
  readonly contestant?: string | null;
  readonly category?: string | null;
  /** What goes before prompt keys, so that those of several files differ. */
  readonly keyPrefix?: string;
}

/** A file format: how to recognise it, and where its records keep what Joust asks for. */
export interface FormatDescription {
  readonly name: DatasetFormat;
  /** For people. */
  readonly title: string;
  /** Whether a record looks like one of this format, by its fields' names and kinds. */
  detects(record: object): boolean;
  reading(record: object): RecordReading;
  /** The record with its texts where the mapping says they are, for formats that keep them in several ways. */
  normalise?(record: object): object;
  /** Why the record holds no answer although it should; null when it does. */
  failure?(record: object): { field: string; reason: string; contestant: string | null } | null;
  /** Reads a record by rules of its own, unless the user maps fields himself or these rules do not apply (null). */
  parse?(record: object): RecordContent | BadRecord | null;
  naming?(fileName: string): FileNaming;
  /** Every file holds one contestant of its own, and every contestant answers every prompt, unless the user says otherwise. */
  readonly isOneContestantAFile?: boolean;
}

/** Whether a record has all of these fields, whatever is in them. */
export function hasFields(record: object, ...names: readonly string[]): boolean {
  return names.every((name) => Object.hasOwn(record, name));
}
