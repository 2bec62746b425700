import { z } from 'zod';

/** Queue names. A job carries ids and nothing else: the queue delivers, the row decides. */
export const CALLS_QUEUE = 'calls';
export const BOARDS_QUEUE = 'boards';
export const IMPORTS_QUEUE = 'imports';

/** A handful of calls to make: a job costs the queue as much as a verdict costs the database, so calls share one. */
export const callJob = z.object({ callIds: z.array(z.uuid()).min(1) });
export type CallJob = z.infer<typeof callJob>;

export const boardJob = z.object({ runId: z.uuid(), teamId: z.uuid() });
export type BoardJob = z.infer<typeof boardJob>;

export const importJob = z.object({ uploadId: z.uuid(), teamId: z.uuid() });
export type ImportJob = z.infer<typeof importJob>;

/** One try of one call. */
export interface CallTry {
  id: string;
  generation: number;
  attempts: number;
}

/** Names a try, so that what was queued is not queued again. */
export function callTryKey(call: CallTry): string {
  return `${call.id}-${call.generation}-${call.attempts}`;
}

/** The id of a handful's job; `feeding` tells feedings apart. Two jobs for one call do no harm, its row is claimed once. */
export function callJobId(calls: readonly CallTry[], feeding: string): string {
  return `call-${callTryKey(calls[0] as CallTry)}-${calls.length}-${feeding}`;
}
