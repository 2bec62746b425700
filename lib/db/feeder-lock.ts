import type { Database } from './database.ts';

/** The right to feed the queue, held by one process of all. */
export interface FeederLock {
  /** False once the connection that held it is gone. */
  isHeld(): boolean;
  release(): Promise<void>;
}

const FEEDER_LOCK = 7_238_911;

/** Takes the feeder's lock; null when somebody holds it. It ends with its connection, so a dead feeder is replaced. */
export async function takeFeederLock(database: Database): Promise<FeederLock | null> {
  const client = await database.connect();
  const { rows } = await client.query<{ locked: boolean }>('SELECT pg_try_advisory_lock($1) AS locked', [FEEDER_LOCK]);
  if (!rows[0]?.locked) {
    await client.end();
    return null;
  }
  let held = true;
  client.once('end', () => {
    held = false;
  });
  return {
    isHeld: () => held,
    release: () => client.end(),
  };
}
