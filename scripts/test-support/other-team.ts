import type { Database } from '#lib/db/database.ts';
import { newId } from '#lib/db/new-id.ts';

/** A team that is not the local one, with a user of its own. */
export async function otherTeam(database: Database): Promise<{ teamId: string; userId: string }> {
  const [teamId, userId] = [newId(), newId()];
  await database.query(`INSERT INTO team (id, name, slug) VALUES ($1, 'Other', 'other')`, [teamId]);
  await database.query(`INSERT INTO "user" (id, name, email) VALUES ($1, 'Stranger', 'stranger@localhost')`, [userId]);
  await database.query(`INSERT INTO member (id, team_id, user_id, role) VALUES ($1, $2, $3, 'owner')`, [
    newId(),
    teamId,
    userId,
  ]);
  return { teamId, userId };
}
