import { detectContainer } from './containers/detect-container.ts';
import { readRecords } from './containers/read-records.ts';
import type { SourceRecord } from './containers/source-record.ts';
import type { Container, DatasetFormat, DatasetRow, NamedStream } from './dataset-row.ts';
import { detectFormat } from './detect-format.ts';
import type { FileReading } from './file-reading.ts';
import { formatNamed } from './formats/formats.ts';
import { readingOf, recordReader, rowsOfRecord } from './record-reader.ts';

/** What the beginning of a file tells, before anything is imported. Plain data. */
export interface FileInspection {
  readonly name: string;
  readonly container: Container;
  /** Null when the first record is of no format that Joust knows. */
  readonly format: DatasetFormat | null;
  /** The format for people; empty without one. */
  readonly title: string;
  /** Which field of the file holds what, as far as the sample shows. */
  readonly mapping: readonly { readonly word: string; readonly field: string }[];
  /** Fields of the first record, mapped or not, to choose from. */
  readonly fields: readonly string[];
  readonly sampled: {
    readonly records: number;
    readonly prompts: number;
    readonly responses: number;
    readonly failed: number;
    readonly bad: number;
    /** Whether the sample is all there is. */
    readonly isWhole: boolean;
  };
  readonly contestants: readonly string[];
  /** The first rows, prompts and answers and what is wrong, with texts cut at `PREVIEW_CHARACTERS`. */
  readonly rows: readonly DatasetRow[];
}

const SAMPLED_RECORDS = 200;
const SHOWN_ROWS = 6;
const SHOWN_CONTESTANTS = 20;
/** Longest text of a row that is shown. */
const PREVIEW_CHARACTERS = 1_000;

/** Looks at the beginning of a file. `given` overrules what would be detected. The stream is used up. */
export async function inspectFile(
  file: NamedStream,
  { head, given }: { head: Uint8Array; given: Partial<FileReading> },
): Promise<FileInspection> {
  const container = given.container ?? detectContainer(head, file.name);
  const { records, isWhole } = await firstRecords(file, container);
  const first = records.find((source) => 'record' in source)?.record ?? null;
  const format = given.format ?? detectFormat(first);
  const reading: FileReading = { ...given, container, format: format ?? 'columns' };
  const rows = format === null ? badRows(records, file.name) : sampledRows(records, file.name, reading);
  const count = (kind: DatasetRow['kind']) => rows.filter((row) => row.kind === kind).length;
  const contestants = new Set(rows.flatMap((row) => (row.kind === 'response' ? [row.contestant] : [])));
  return {
    name: file.name,
    container,
    format,
    title: format === null ? '' : formatNamed(format).title,
    mapping: format === null ? [] : mappingIn(records, reading),
    fields: first === null ? [] : Object.keys(first),
    sampled: {
      records: records.length,
      prompts: count('prompt'),
      responses: count('response'),
      failed: count('failed'),
      bad: count('bad'),
      isWhole,
    },
    contestants: [...contestants].slice(0, SHOWN_CONTESTANTS),
    rows: rows.slice(0, SHOWN_ROWS).map(shortened),
  };
}

async function firstRecords(
  file: NamedStream,
  container: Container,
): Promise<{ records: SourceRecord[]; isWhole: boolean }> {
  const records: SourceRecord[] = [];
  for await (const batch of readRecords(file, container)) {
    records.push(...batch.slice(0, SAMPLED_RECORDS - records.length));
    if (records.length >= SAMPLED_RECORDS) return { records, isWhole: false };
  }
  return { records, isWhole: true };
}

function sampledRows(records: readonly SourceRecord[], file: string, reading: FileReading): DatasetRow[] {
  const read = recordReader(file, reading);
  return records.flatMap((source) => rowsOfRecord(source, file, read));
}

function badRows(records: readonly SourceRecord[], file: string): DatasetRow[] {
  return records.flatMap((source) => ('bad' in source ? [{ ...source.bad, line: source.line, file }] : []));
}

/** Every word that some record of the sample maps: files may hold prompts and answers. */
function mappingIn(records: readonly SourceRecord[], reading: FileReading): { word: string; field: string }[] {
  const format = formatNamed(reading.format);
  const found = new Map<string, { word: string; field: string }>();
  for (const source of records) {
    if ('bad' in source) continue;
    const { mapping } = readingOf(format.normalise?.(source.record) ?? source.record, reading, format);
    for (const [word, field] of Object.entries(mapping)) found.set(`${word} ${field}`, { word, field });
  }
  return [...found.values()];
}

function shortened(row: DatasetRow): DatasetRow {
  if (row.kind !== 'prompt' && row.kind !== 'response') return row;
  return {
    ...row,
    turns: row.turns.map(cut),
    ...(row.kind === 'prompt' && row.context !== null && { context: cut(row.context) }),
  };
}

function cut(text: string): string {
  return text.length <= PREVIEW_CHARACTERS ? text : `${text.slice(0, PREVIEW_CHARACTERS).toWellFormed()}…`;
}
