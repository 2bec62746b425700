import { z } from 'zod';

const answer = z.object({ answer: z.string() });

/**
 * What a judge wrote, from another tool's file: a text, or an object with `answer` (Arena-Hard v2); anything else is left out.
 * Characters that PostgreSQL cannot store are replaced: a judge's slip is no fault of the file.
 */
export const judgeText = z
  .unknown()
  .optional()
  .transform((value): string | null => {
    const text = typeof value === 'string' ? value : (answer.safeParse(value).data?.answer ?? null);
    return text === null || text === '' ? null : text.replaceAll('\u0000', '\ufffd').toWellFormed();
  });
