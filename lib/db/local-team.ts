import type { Queryable } from './database.ts';
import { newId } from './new-id.ts';

/** The team and owner of an installation with one user. */
export interface LocalTeam {
  teamId: string;
  userId: string;
}

/** Finds the local team and its owner; makes them on the first start. */
export async function ensureLocalTeam(database: Queryable): Promise<LocalTeam> {
  await database.query(
    `INSERT INTO team (id, name, slug) VALUES ($1, 'Local', 'local') ON CONFLICT (slug) DO NOTHING`,
    [newId()],
  );
  await database.query(
    `INSERT INTO "user" (id, name, email, email_verified) VALUES ($1, 'Owner', 'owner@localhost', true) ON CONFLICT (email) DO NOTHING`,
    [newId()],
  );
  const { rows } = await database.query<LocalTeam>(
    `WITH pair AS (SELECT t.id AS team_id, u.id AS user_id FROM team t, "user" u WHERE t.slug = 'local' AND u.email = 'owner@localhost'),
       joined AS (INSERT INTO member (id, team_id, user_id, role) SELECT $1, team_id, user_id, 'owner' FROM pair ON CONFLICT DO NOTHING)
     SELECT team_id AS "teamId", user_id AS "userId" FROM pair`,
    [newId()],
  );
  return rows[0] as LocalTeam;
}
