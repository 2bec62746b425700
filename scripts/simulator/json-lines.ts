import { readFileSync } from 'node:fs';
import type { z } from 'zod';
import { JoustError } from '#lib/errors.ts';

/** Reads a small JSONL file whole; the first line that does not fit the schema is an error that names it. */
export function readJsonLines<Row>(file: string, schema: z.ZodType<Row>): Row[] {
  const rows: Row[] = [];
  for (const [index, line] of textOf(file).split('\n').entries()) {
    if (line.trim() === '') continue;
    rows.push(parseLine(line, schema, `${file}, line ${index + 1}`));
  }
  return rows;
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new JoustError(
      { code: 'simulator-file', expected: `a readable file ${file}`, got: String(cause), fix: 'Check the path.' },
      { cause },
    );
  }
}

function parseLine<Row>(line: string, schema: z.ZodType<Row>, place: string): Row {
  try {
    return schema.parse(JSON.parse(line));
  } catch (cause) {
    const got = `${line.slice(0, 80)} (${cause instanceof Error ? cause.message : String(cause)})`;
    throw new JoustError(
      { code: 'simulator-file', expected: `a valid JSON object at ${place}`, got, fix: 'Correct that line.' },
      { cause },
    );
  }
}
