import type { Queryable } from './database.ts';

/** A usable reply given before, by this team's judge to this very request. */
export interface CachedReply {
  key: string;
  callId: string;
  reply: string;
}

/** Looks up keys in the cache of a team. */
export async function findCachedReplies(
  database: Queryable,
  teamId: string,
  keys: readonly string[],
): Promise<Map<string, CachedReply>> {
  const { rows } = await database.query<CachedReply>(
    `SELECT v.key, v.call_id AS "callId", t.reply FROM verdict_cache v JOIN call_text t ON t.call_id = v.call_id
     WHERE v.team_id = $1 AND v.key = ANY($2)`,
    [teamId, keys],
  );
  return new Map(rows.map((row) => [row.key, row]));
}

/** Remembers usable replies; `replace` makes the newest one count. */
export async function rememberReplies(
  transaction: Queryable,
  teamId: string,
  lines: readonly { key: string; callId: string; replace: boolean }[],
): Promise<void> {
  if (lines.length === 0) return;
  await transaction.query(
    `INSERT INTO verdict_cache AS v (team_id, key, call_id)
     SELECT DISTINCT ON (key) $1::uuid, key, "callId" FROM json_to_recordset($2::json) AS row (key text, "callId" uuid, replace boolean) ORDER BY key
     ON CONFLICT (team_id, key) DO UPDATE SET call_id = excluded.call_id
     WHERE EXISTS (SELECT 1 FROM json_to_recordset($2::json) AS row (key text, replace boolean) WHERE row.key = excluded.key AND row.replace)`,
    [teamId, JSON.stringify(lines)],
  );
}
