import type { TeamScope } from '#lib/access/team-scope.ts';
import type { Queryable } from '#lib/db/database.ts';
import { type AskedJudge, billedCalls, lastRunOfJudge } from '#lib/db/judge-replies.ts';
import { fitInput, type InputFit } from '#lib/llm/fit-input.ts';
import { messagesSize } from '#lib/llm/text-size.ts';
import { encodingOf, tokenCounter } from '#lib/llm/token-count.ts';

/** How a judge counts and how much it writes, from calls that it answered. */
export interface JudgeHabits {
  input: InputFit;
  /** Billed input of all attempts over that of first ones: what asking again adds. */
  repetition: number;
  /** Output tokens of each call, all attempts together. */
  outputs: number[];
  /** Of the run that is estimated, or of an earlier one. */
  from: 'run' | 'earlier';
}

const MOST_CALLS = 200;

/** What a judge has billed in a run so far; null before three calls were answered and billed. */
export async function habitsInRun(
  database: Queryable,
  scope: TeamScope,
  { runId, judge }: { runId: string; judge: AskedJudge },
): Promise<JudgeHabits | null> {
  return habitsIn(database, scope, { runId, judge, from: 'run' });
}

/** What a judge billed in the last run in which it was asked; null when it is new. */
export async function earlierHabits(
  database: Queryable,
  scope: TeamScope,
  judge: AskedJudge,
): Promise<JudgeHabits | null> {
  const runId = await lastRunOfJudge(database, scope, judge);
  return runId === null ? null : habitsIn(database, scope, { runId, judge, from: 'earlier' });
}

async function habitsIn(
  database: Queryable,
  scope: TeamScope,
  { runId, judge, from }: { runId: string; judge: AskedJudge; from: JudgeHabits['from'] },
): Promise<JudgeHabits | null> {
  const calls = await billedCalls(database, scope, { runId, judge, limit: MOST_CALLS });
  const count = await tokenCounter(encodingOf(judge).encoding);
  // What was asked twice is stored as it was asked last.
  const once = calls.filter(({ answers }) => answers === 1);
  const input = fitInput(
    once.map(({ messages, inputTokens }) => ({ size: messagesSize(messages, count), inputTokens })),
  );
  if (input === null) return null;
  const first = calls.reduce((sum, { inputTokens, answers }) => sum + inputTokens / answers, 0);
  const all = calls.reduce((sum, { inputTokens }) => sum + inputTokens, 0);
  return { input, repetition: first === 0 ? 1 : all / first, outputs: calls.map((call) => call.outputTokens), from };
}
