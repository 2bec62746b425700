import type { TeamScope } from '#lib/access/team-scope.ts';
import { type CapabilityLesson, type JudgeCapability, learn } from '#lib/chat/judge-capability.ts';
import type { Queryable } from './database.ts';

/** What requests tell of their judges' endpoint; `before` is what was taken for true when they were sent. */
export interface JudgeLessons {
  judgeVersionId: string;
  before: JudgeCapability;
  lessons: readonly CapabilityLesson[];
}

/**
 * Remembers what requests taught, and returns what is known of their judges now. Judge versions are locked in id order, after the run, and not
 * against those who only refer to them.
 */
export async function learnCapabilities(
  transaction: Queryable,
  taught: readonly JudgeLessons[],
): Promise<Map<string, JudgeCapability>> {
  if (taught.length === 0) return new Map();
  const { rows } = await transaction.query<{ id: string; capability: JudgeCapability | null; now: Date }>(
    `SELECT id, capability, clock_timestamp() AS now FROM judge_version WHERE id = ANY($1::uuid[]) ORDER BY id FOR NO KEY UPDATE`,
    [taught.map((one) => one.judgeVersionId)],
  );
  const known = new Map(
    rows.map(({ id, capability, now }) => {
      const { before, lessons } = taught.find(({ judgeVersionId }) => judgeVersionId === id) as JudgeLessons;
      const known = capability ?? before;
      const after = lessons.reduce(learn, known);
      const isNews = capability === null || !isSameForm(known, after);
      return [id, isNews ? { ...after, learnedAt: now.toISOString() } : after];
    }),
  );
  await transaction.query(
    `UPDATE judge_version j SET capability = w.capability FROM json_to_recordset($1::json) AS w (id uuid, capability jsonb) WHERE j.id = w.id`,
    [JSON.stringify([...known].map(([id, capability]) => ({ id, capability })))],
  );
  return known;
}

/** Whether nothing has changed but what is counted towards the next step. */
function isSameForm(one: JudgeCapability, other: JudgeCapability): boolean {
  const form = ({ rung, refuses, maxTokensField, logprobs, settled }: JudgeCapability) =>
    JSON.stringify([rung, refuses, maxTokensField, logprobs, settled]);
  return form(one) === form(other);
}

/** Stores what a probe found on all versions of the team's judges with this endpoint and model; returns how many there are. */
export async function storeCapability(
  database: Queryable,
  scope: TeamScope,
  judge: { endpoint: string; model: string; capability: JudgeCapability },
): Promise<number> {
  const { rowCount } = await database.query(
    'UPDATE judge_version SET capability = $4 WHERE team_id = $1 AND endpoint = $2 AND model = $3',
    [scope.teamId, judge.endpoint, judge.model, JSON.stringify(judge.capability)],
  );
  return rowCount ?? 0;
}
