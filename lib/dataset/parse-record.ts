import type { z } from 'zod';
import type { BadRecord, BadRowSubject, RecordContent, RecordProblem } from './dataset-row.ts';
import { describeValue } from './describe-value.ts';
import { nameText, promptKey } from './field-schemas.ts';

/** Fields of one line that are reported at most: a list of a thousand numbers is one mistake. */
const MAX_PROBLEMS = 10;

/** A schema whose messages say what was expected, and which fields of a record say what it is about. */
export interface RecordShape {
  readonly schema: z.ZodType<RecordContent>;
  readonly kind: 'prompt' | 'response';
  readonly promptKeyField: string;
  readonly contestantField: string;
}

/** The content of a record according to its shape, or what is wrong with each of its fields: the first problem of each. */
export function parseRecord(shape: RecordShape, record: object): RecordContent | BadRecord {
  const parsed = shape.schema.safeParse(record);
  if (parsed.success) return parsed.data;
  return { kind: 'bad', problems: recordProblems(parsed.error, record), subject: subjectOf(shape, record) };
}

/** What is wrong with each field of a record: the first problem of each. */
export function recordProblems(error: z.ZodError, record: object): RecordProblem[] {
  const problems = new Map<string, RecordProblem>();
  for (const issue of error.issues) {
    const field = fieldPath(issue.path);
    if (problems.size < MAX_PROBLEMS && !problems.has(field))
      problems.set(field, problemOf(field, issue.message, valueAt(record, issue.path)));
  }
  return [...problems.values()];
}

function problemOf(field: string, expected: string, value: unknown): RecordProblem {
  const fix = value === undefined ? `Add ${field} to this line.` : `Correct ${field} in this line.`;
  return { field, expected, got: describeValue(value), fix };
}

/** What stands at a path of a record, as it was written. */
function valueAt(record: object, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) => (value as Record<PropertyKey, unknown> | null | undefined)?.[key],
    record,
  );
}

/** What a record that breaks its schema is about: of the fields that say so, those that can be used. */
function subjectOf(shape: RecordShape, record: object): BadRowSubject {
  const fields = new Map<string, unknown>(Object.entries(record));
  const key = promptKey.safeParse(fields.get(shape.promptKeyField)).data ?? null;
  if (shape.kind === 'prompt') return { kind: 'prompt', promptKey: key };
  const contestant = nameText.safeParse(fields.get(shape.contestantField)).data ?? null;
  return { kind: 'response', promptKey: key, contestant };
}

/** `['choices', 0, 'turns']` as `choices[0].turns`; `line` for the record itself. */
export function fieldPath(path: readonly PropertyKey[]): string {
  if (path.length === 0) return 'line';
  return path
    .map((part, index) => (typeof part === 'number' ? `[${part}]` : `${index > 0 ? '.' : ''}${String(part)}`))
    .join('');
}
