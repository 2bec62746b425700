import { z } from 'zod';

/** Queue names. A job carries ids and nothing else: the queue delivers, the row decides. */
export const CALLS_QUEUE = 'calls';
export const BOARDS_QUEUE = 'boards';

export const callJob = z.object({ callId: z.uuid() });
export type CallJob = z.infer<typeof callJob>;

export const boardJob = z.object({ runId: z.uuid(), teamId: z.uuid() });
export type BoardJob = z.infer<typeof boardJob>;

/** One try of one call has one id, so that adding it twice adds it once. */
export function callJobId(call: { id: string; generation: number; attempts: number }): string {
  return `call-${call.id}-${call.generation}-${call.attempts}`;
}
