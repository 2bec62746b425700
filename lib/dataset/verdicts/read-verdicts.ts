import type { z } from 'zod';
import { detectContainer } from '#lib/dataset/containers/detect-container.ts';
import { readRecords } from '#lib/dataset/containers/read-records.ts';
import type { SourceRecord } from '#lib/dataset/containers/source-record.ts';
import { withHead } from '#lib/dataset/containers/with-head.ts';
import type { NamedStream } from '#lib/dataset/dataset-row.ts';
import { numberFromText } from '#lib/dataset/votes/number-from-text.ts';
import { alpacaEvalSchema } from './alpacaeval.ts';
import { arenaHardSchema } from './arena-hard.ts';
import { mtBenchSchema } from './mt-bench.ts';
import { parseVerdictRecord } from './parse-verdict-record.ts';
import { twoOrdersSchema } from './two-orders.ts';
import type { VerdictContent, VerdictFileRow, VerdictFormat } from './verdict-row.ts';
import { voteSchema } from './votes.ts';

/** Cells of a table that are numbers. */
const NUMBERS: readonly string[] = ['score', 'weight', 'turn', 'preference'];

/** What a verdicts file leaves for its reader to say. */
export interface VerdictReading {
  format: VerdictFormat;
  /** The baseline of an Arena-Hard file that does not name it. */
  baseline: string | null;
}

/**
 * Reads verdicts from a file of a known format, in file order, in batches as the chunks come, whatever container it is. A row that
 * cannot be taken becomes a BadRow and reading goes on where the container lets it. Memory as of `readRecords`.
 * Throws only what the file's stream throws.
 */
export async function* readVerdictBatches(
  file: NamedStream,
  reading: VerdictReading,
): AsyncGenerator<VerdictFileRow[]> {
  const schema = schemaOf(reading);
  for await (const records of recordsOf(file)) {
    yield records.map((source): VerdictFileRow => {
      const content = 'bad' in source ? source.bad : parseVerdictRecord(schema, source.record);
      return { ...content, line: source.line, file: file.name };
    });
  }
}

/** The first record of a verdicts file, for `detectVerdictFormat`; null when it cannot be read. The stream is used up. */
export async function firstVerdictRecord(file: NamedStream): Promise<object | null> {
  for await (const [first] of recordsOf(file)) {
    if (first) return 'bad' in first ? null : first.record;
  }
  return null;
}

function schemaOf({ format, baseline }: VerdictReading): z.ZodType<VerdictContent> {
  switch (format) {
    case 'votes':
      return voteSchema;
    case 'alpacaeval':
      return alpacaEvalSchema;
    case 'arena-hard':
      return arenaHardSchema({ baseline });
    case 'mt-bench':
      return mtBenchSchema;
    case 'two-orders':
      return twoOrdersSchema;
  }
}

async function* recordsOf(file: NamedStream): AsyncGenerator<readonly SourceRecord[]> {
  const { head, chunks } = await withHead(file.chunks);
  const container = detectContainer(head, file.name);
  for await (const records of readRecords({ ...file, chunks }, container)) {
    yield container === 'csv' ? records.map(ofCells) : records;
  }
}

/** Cells of numbers as numbers, without empty ones; what should be a number and is none stays a text, for the schema to refuse. */
function ofCells(source: SourceRecord): SourceRecord {
  if ('bad' in source) return source;
  const filled = Object.entries(source.record as Record<string, string>).filter(([, cell]) => cell !== '');
  const fields = filled.map(([name, cell]) => [name, NUMBERS.includes(name) ? numberOrText(cell) : cell]);
  return { line: source.line, record: Object.fromEntries(fields) };
}

function numberOrText(cell: string): number | string {
  const value = numberFromText(cell);
  return Number.isNaN(value) ? cell : value;
}
