import type { TeamScope } from '#lib/access/team-scope.ts';
import type { Queryable } from './database.ts';

/** SQL: whether an answer of the match `m` is erased. Such a match keeps its result and cannot be judged again. */
export const HAS_ERASED_ANSWER = `EXISTS (
  SELECT 1 FROM response er JOIN submission es ON es.id = er.submission_id
  WHERE er.id IN (m.response_a_id, m.response_b_id) AND es.deleted_at IS NOT NULL)`;

/**
 * Erases the texts of played submissions and marks them deleted: answers, their hashes (which give short ones away), and of the
 * calls that quote them requests, replies, reasons and words in notes. Verdicts stay. What is erased is not reused from the
 * cache either.
 */
export async function eraseSubmissions(
  transaction: Queryable,
  scope: TeamScope,
  submissionIds: readonly string[],
): Promise<void> {
  const values = [scope.teamId, submissionIds];
  await transaction.query(
    `CREATE TEMPORARY TABLE IF NOT EXISTS quoting_call (id uuid PRIMARY KEY) ON COMMIT DELETE ROWS`,
  );
  await transaction.query(
    `INSERT INTO quoting_call
     SELECT c.id FROM response r JOIN match m ON m.team_id = r.team_id AND r.id IN (m.response_a_id, m.response_b_id)
       JOIN call c ON c.run_id = m.run_id AND c.subject_key = m.id::text
     WHERE r.team_id = $1 AND r.submission_id = ANY($2::uuid[]) ON CONFLICT DO NOTHING`,
    values,
  );
  await transaction.query('DELETE FROM verdict_cache WHERE call_id IN (SELECT id FROM quoting_call)');
  await transaction.query('DELETE FROM call_text WHERE call_id IN (SELECT id FROM quoting_call)');
  await transaction.query('UPDATE judgement SET reason = NULL WHERE call_id IN (SELECT id FROM quoting_call)');
  for (const { table, key } of [
    { table: 'call', key: 'id' },
    { table: 'call_attempt', key: 'call_id' },
  ]) {
    await transaction.query(
      `UPDATE ${table} SET note = jsonb_set(note, '{said}', '""') WHERE note ? 'said' AND ${key} IN (SELECT id FROM quoting_call)`,
    );
  }
  await transaction.query(
    `UPDATE response SET turns = '{}', text_hash = '' WHERE team_id = $1 AND submission_id = ANY($2::uuid[])`,
    values,
  );
  await transaction.query(
    'UPDATE submission SET deleted_at = clock_timestamp() WHERE team_id = $1 AND id = ANY($2::uuid[])',
    values,
  );
}
