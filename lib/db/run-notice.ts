import type { Database, Queryable } from './database.ts';

const CHANNEL = 'joust_run';

/** Says that something about a run changed; delivered when the transaction commits, equal notices once. */
export async function notifyRun(transaction: Queryable, runId: string): Promise<void> {
  await transaction.query('SELECT pg_notify($1, $2)', [CHANNEL, runId]);
}

/** Hears run ids as they change, on a connection of its own. Returns how to stop; `onLost` is called if the connection breaks. */
export async function listenToRuns(
  database: Database,
  heard: { onRun: (runId: string) => void; onLost: () => void },
): Promise<() => Promise<void>> {
  const client = await database.connect();
  let stopped = false;
  client.on('notification', (message) => message.payload && heard.onRun(message.payload));
  client.on('end', () => !stopped && heard.onLost());
  await client.query(`LISTEN ${CHANNEL}`);
  return async () => {
    stopped = true;
    await client.end();
  };
}
