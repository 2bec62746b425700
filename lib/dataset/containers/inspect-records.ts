import type { NamedStream } from '#lib/dataset/dataset-row.ts';
import { excerpt } from '#lib/dataset/describe-value.ts';
import { piecesOf, recordOf } from './json-records.ts';
import type { JsonPiece } from './json-splitter.ts';
import { MAX_LINE_BYTES, parseLine } from './parse-line.ts';
import { type SourceRecord, unreadable } from './source-record.ts';
import { type ZipMember, zipMembers } from './zip-files.ts';

const EXPECTED = 'a log of Inspect';
const FIX = 'Take the log as Inspect wrote it, or write it again with `inspect log convert`.';
const HEADER = /^(header|_journal\/start)\.json$/;
const SAMPLE = /^samples\/.+\.json$/;

/** The samples of an Inspect log in JSON, each with what the log's head says of the evaluation as `eval`. */
export async function* readInspectDocument(file: NamedStream): AsyncGenerator<SourceRecord[]> {
  let head: object | null = null;
  for await (const pieces of piecesOf(file, 'samples')) {
    const records: SourceRecord[] = [];
    for (const piece of pieces) {
      head ??= headOf(piece);
      const record = recordOf(piece);
      if (record === null) continue;
      if (head === null) {
        yield [unreadable(record.line, { expected: `${EXPECTED}: "eval" before "samples"`, got: 'none', fix: FIX })];
        return;
      }
      records.push('record' in record ? { ...record, record: { ...record.record, eval: head } } : record);
    }
    if (records.length > 0) yield records;
  }
}

/** As `readInspectDocument`, of a log in Inspect's own format: an archive with a file for each sample. */
export async function* readInspectArchive(file: NamedStream): AsyncGenerator<SourceRecord[]> {
  let line = 0;
  try {
    if (file.bytes === undefined) throw new Error('a stream that can be read only from its beginning');
    const head = await headInArchive(file);
    for await (const member of zipMembers(file.bytes)) {
      if (SAMPLE.test(member.name)) yield [await sampleOf(member, ++line, head)];
    }
  } catch (error) {
    const got = excerpt(error instanceof Error ? error.message : String(error));
    yield [unreadable(line + 1, { expected: EXPECTED, got, fix: FIX })];
  }
}

function headOf(piece: JsonPiece): object | null {
  if (piece.kind !== 'member' || piece.key !== 'eval' || piece.bytes === null) return null;
  return objectIn(piece.bytes);
}

/** `header.json` is written last and says most; a log of an evaluation that was cut off has only its beginning. */
async function headInArchive({ bytes }: NamedStream): Promise<object> {
  let found: object | null = null;
  for await (const member of zipMembers(bytes!)) {
    if (!HEADER.test(member.name) || (found !== null && member.name !== 'header.json')) continue;
    const document = objectIn((await member.read(MAX_LINE_BYTES)) ?? new Uint8Array());
    const head = document !== null && 'eval' in document ? document.eval : null;
    if (typeof head === 'object') found = head ?? found;
  }
  if (found === null) throw new Error('an archive without header.json');
  return found;
}

async function sampleOf(member: ZipMember, line: number, head: object): Promise<SourceRecord> {
  const bytes = await member.read(MAX_LINE_BYTES);
  const parsed = parseLine({ number: line, bytes, byteLength: bytes?.length ?? MAX_LINE_BYTES + 1 });
  if (parsed === null)
    return unreadable(line, { expected: 'a sample', got: `an empty file ${member.name}`, fix: FIX }, 1);
  return 'record' in parsed ? { line, record: { ...parsed.record, eval: head } } : { line, ...parsed };
}

function objectIn(bytes: Uint8Array): object | null {
  const parsed = parseLine({ number: 1, bytes, byteLength: bytes.length });
  return parsed !== null && 'record' in parsed ? parsed.record : null;
}
