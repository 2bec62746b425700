import type { TeamScope } from '#lib/access/team-scope.ts';
import type { Queryable } from './database.ts';

/** The families that the team gave to judges, by name; judges it gave none are left out. */
export async function judgeFamilies(
  database: Queryable,
  scope: TeamScope,
  names: readonly string[],
): Promise<Map<string, string>> {
  const { rows } = await database.query<{ name: string; family: string }>(
    'SELECT name, family FROM judge WHERE team_id = $1 AND name = ANY($2) AND family IS NOT NULL',
    [scope.teamId, names],
  );
  return new Map(rows.map((row) => [row.name, row.family]));
}
