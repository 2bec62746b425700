import type { TeamScope } from '#lib/access/team-scope.ts';
import type { Queryable } from './database.ts';

/** A price of the team's own, USD per million tokens. */
export interface OwnPrice {
  endpoint: string;
  model: string;
  inputPrice: number;
  outputPrice: number;
  updatedAt: Date;
}

const COLUMNS = `endpoint, model, input_price AS "inputPrice", output_price AS "outputPrice", updated_at AS "updatedAt"`;

/** The prices of a team, by model and endpoint. */
export async function listPrices(database: Queryable, scope: TeamScope): Promise<OwnPrice[]> {
  const { rows } = await database.query<OwnPrice>(
    `SELECT ${COLUMNS} FROM price WHERE team_id = $1 ORDER BY model COLLATE "C", endpoint COLLATE "C"`,
    [scope.teamId],
  );
  return rows;
}

/** The team's own price of a model at an endpoint; null when it set none. */
export async function findPrice(
  database: Queryable,
  scope: TeamScope,
  { endpoint, model }: { endpoint: string; model: string },
): Promise<OwnPrice | null> {
  const { rows } = await database.query<OwnPrice>(
    `SELECT ${COLUMNS} FROM price WHERE team_id = $1 AND endpoint = $2 AND model = $3`,
    [scope.teamId, endpoint, model],
  );
  return rows[0] ?? null;
}

/** Sets a price, in place of the one before. Runs that are planned keep theirs. */
export async function setPrice(
  database: Queryable,
  scope: TeamScope,
  price: Omit<OwnPrice, 'updatedAt'>,
): Promise<void> {
  await database.query(
    `INSERT INTO price (team_id, endpoint, model, input_price, output_price) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (team_id, endpoint, model)
     DO UPDATE SET input_price = excluded.input_price, output_price = excluded.output_price, updated_at = now()`,
    [scope.teamId, price.endpoint, price.model, price.inputPrice, price.outputPrice],
  );
}

/** Removes a price; false when the team has none. */
export async function removePrice(
  database: Queryable,
  scope: TeamScope,
  { endpoint, model }: { endpoint: string; model: string },
): Promise<boolean> {
  const { rowCount } = await database.query('DELETE FROM price WHERE team_id = $1 AND endpoint = $2 AND model = $3', [
    scope.teamId,
    endpoint,
    model,
  ]);
  return rowCount === 1;
}
