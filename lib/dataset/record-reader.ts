import type { SourceRecord } from './containers/source-record.ts';
import type { BadRecord, DatasetRow, RecordContent } from './dataset-row.ts';
import { promptKey } from './field-schemas.ts';
import type { FileReading } from './file-reading.ts';
import { readingByNames, requiredOf } from './formats/columns.ts';
import type { FileNaming, FormatDescription, RecordReading } from './formats/format-description.ts';
import { formatNamed } from './formats/formats.ts';
import { valueAtPath } from './formats/mapping.ts';
import { readMapped } from './formats/read-mapped.ts';
import { recordOfCells } from './formats/table-cells.ts';

/** Reads the records of one file. */
export type RecordReader = (record: object) => readonly RecordContent[] | BadRecord;

/** How records of a file are read: by its format, by what the user mapped, and by what its name says. */
export function recordReader(fileName: string, file: FileReading): RecordReader {
  const format = formatNamed(file.format);
  const naming = namingOf(fileName, file, format);
  const isPlain = isEmpty(file.mapping) && file.role === undefined && file.key == null && file.contestant == null;
  return (given) => {
    const record = file.container === 'csv' ? recordOfCells(given, readingOf(given, file, format)) : given;
    const parsed = isPlain ? (format.parse?.(record) ?? null) : null;
    if (parsed !== null) return parsed.kind === 'bad' ? parsed : [parsed];
    const failed = file.role === 'prompts' ? null : failedRecord(record, { file, format, naming });
    if (failed !== null) return [failed];
    const normalised = format.normalise?.(record) ?? record;
    const reading = readingOf(normalised, file, format);
    const isRequired = reading.required.includes('contestant');
    const contestant = file.contestant ?? (isRequired ? null : naming.contestant);
    const contents = readMapped(normalised, reading, { ...naming, contestant });
    return Array.isArray(contents) ? withRole(contents, normalised, { file, reading }) : contents;
  };
}

/** The rows that a record of a container gives. */
export function rowsOfRecord(source: SourceRecord, file: string, read: RecordReader): DatasetRow[] {
  const { line } = source;
  const contents = 'bad' in source ? source.bad : read(source.record);
  return 'kind' in contents ? [{ ...contents, line, file }] : contents.map((content) => ({ ...content, line, file }));
}

/** The mapping of a record: the format's, and the user's over it. */
export function readingOf(record: object, file: FileReading, format = formatNamed(file.format)): RecordReading {
  const own = format.reading(record);
  const mapping: Record<string, string> = { ...own.mapping };
  let required = [...own.required];
  if (file.role === 'prompts') {
    const named = readingByNames(record).mapping;
    if (mapping.prompt === undefined && mapping.messages === undefined && named.prompt !== undefined)
      mapping.prompt = named.prompt;
    const isKeyed = file.key != null || own.required.includes('prompt_id');
    required = [...(isKeyed ? ['prompt_id'] : []), mapping.messages === undefined ? 'prompt' : 'messages'];
    delete mapping.response;
    delete mapping.contestant;
  }
  if (file.key != null && (file.role === 'prompts' || valueAtPath(record, file.key) !== undefined))
    mapping.prompt_id = file.key;
  if (format.name === 'columns') dropTakenFields(mapping, file.mapping ?? {});
  for (const [word, path] of Object.entries(file.mapping ?? {})) {
    if (path === '') delete mapping[word];
    else mapping[word] = path;
    if (word === 'prompt' || word === 'response') delete mapping.messages;
  }
  if (format.name === 'columns' && file.role !== 'prompts') return { mapping, required: requiredOf(record, mapping) };
  return { mapping, required: required.filter((word) => mapping[word] !== undefined || word !== 'messages') };
}

/** A field that the user has put to use is not guessed to be something else as well. */
function dropTakenFields(mapping: Record<string, string>, given: NonNullable<FileReading['mapping']>): void {
  const fieldOf = (path: string) => /^[^.[]*/.exec(path)?.[0];
  const taken = new Set(Object.values(given).map(fieldOf));
  for (const [word, path] of Object.entries(mapping)) if (taken.has(fieldOf(path))) delete mapping[word];
}

function withRole(
  contents: readonly RecordContent[],
  record: object,
  { file, reading }: { file: FileReading; reading: RecordReading },
): readonly RecordContent[] {
  if (file.role === 'prompts') {
    return contents.flatMap((one) => (one.kind === 'prompt' ? [{ ...one, implied: false }] : []));
  }
  const id = reading.mapping.prompt_id;
  const isJoined = file.role === 'answers' && id !== undefined && valueAtPath(record, id) != null;
  return isJoined ? contents.filter((one) => one.kind !== 'prompt') : contents;
}

function failedRecord(
  record: object,
  { file, format, naming }: { file: FileReading; format: FormatDescription; naming: FileNaming },
): RecordContent | null {
  const failure = format.failure?.(record) ?? null;
  if (failure === null) return null;
  const path = readingOf(record, file, format).mapping.prompt_id;
  const key = path === undefined ? null : (promptKey.safeParse(valueAtPath(record, path)).data ?? null);
  const contestant = failure.contestant ?? naming.contestant ?? null;
  return { kind: 'failed', promptKey: key, field: failure.field, reason: failure.reason, contestant };
}

function namingOf(fileName: string, file: FileReading, format: FormatDescription): FileNaming {
  const naming = format.naming?.(fileName) ?? {};
  return { ...naming, contestant: file.contestant ?? naming.contestant ?? nameWithoutEnding(fileName) };
}

/** `model_outputs/gpt-4.json.gz` as `gpt-4`. */
function nameWithoutEnding(fileName: string): string | null {
  const base = fileName.split(/[\\/]/).at(-1) ?? '';
  return base.replace(/(\.(jsonl?|csv|tsv|parquet|eval|ndjson|gz))+$/i, '').slice(0, 500) || null;
}

function isEmpty(mapping: FileReading['mapping']): boolean {
  return Object.keys(mapping ?? {}).length === 0;
}
