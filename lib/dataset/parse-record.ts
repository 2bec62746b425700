import type { z } from 'zod';
import type { RecordContent, RecordProblem } from './dataset-row.ts';
import { describeValue } from './describe-value.ts';

/** The content of a record according to a schema whose messages say what was expected, or the first problem with it. */
export function parseRecord(schema: z.ZodType<RecordContent>, record: unknown): RecordContent | RecordProblem {
  const parsed = schema.safeParse(record, { reportInput: true });
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0]!;
  return { field: fieldPath(issue.path), expected: issue.message, got: describeValue(issue.input) };
}

/** `['choices', 0, 'turns']` as `choices[0].turns`; `line` for the record itself. */
function fieldPath(path: readonly PropertyKey[]): string {
  if (path.length === 0) return 'line';
  return path
    .map((part, index) => (typeof part === 'number' ? `[${part}]` : `${index > 0 ? '.' : ''}${String(part)}`))
    .join('');
}
