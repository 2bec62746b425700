import type { z } from 'zod';
import type { BadRecord } from '#lib/dataset/dataset-row.ts';
import { recordProblems } from '#lib/dataset/parse-record.ts';
import type { VerdictContent } from './verdict-row.ts';

/** Content of a verdict that a format does not have is null. */
const UNKNOWN = {
  kind: 'verdict',
  promptKey: null,
  promptTurns: null,
  category: null,
  answerA: null,
  answerB: null,
  judge: null,
  turn: 0,
  weight: 1,
  leftOut: null,
} as const;

type Known = Partial<VerdictContent> & Pick<VerdictContent, 'contestantA' | 'contestantB' | 'games'>;

/** A verdict with what its format knows. A contestant against itself says nothing: such a row is left out. */
export function verdictContent(known: Known): VerdictContent {
  const content = { ...UNKNOWN, ...known };
  return content.contestantA === content.contestantB ? { ...content, games: [], leftOut: 'self' } : content;
}

/** A record according to the schema of its format, or what is wrong with each of its fields. */
export function parseVerdictRecord(schema: z.ZodType<VerdictContent>, record: object): VerdictContent | BadRecord {
  const parsed = schema.safeParse(record);
  if (parsed.success) return parsed.data;
  const subject = { kind: 'unreadable', promptKey: null, hiddenPrompts: 0 } as const;
  return { kind: 'bad', problems: recordProblems(parsed.error, record), subject };
}
