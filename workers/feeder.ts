import type pg from 'pg';
import type { Database } from '#lib/db/database.ts';
import type { Log } from '#lib/log.ts';

/** One worker process feeds; any number may want to. The lock ends with the connection, so a dead feeder is replaced. */
const FEEDER_LOCK = 7_238_911;
const TICK_MS = 250;
const POKE_MS = 60;

/** Runs `feed` in one process at a time, every quarter second and soon after each poke. */
export function startFeeder(options: { database: Database; feed: () => Promise<void>; log: Log }): {
  poke: () => void;
  stop: () => Promise<void>;
} {
  let connection: pg.Client | null = null;
  let stopped = false;
  let wake: (() => void) | null = null;
  let poked: NodeJS.Timeout | null = null;

  async function lead(): Promise<boolean> {
    if (connection) return true;
    const client = await options.database.connect();
    const { rows } = await client.query<{ locked: boolean }>('SELECT pg_try_advisory_lock($1) AS locked', [
      FEEDER_LOCK,
    ]);
    if (!rows[0]?.locked) {
      await client.end();
      return false;
    }
    connection = client;
    client.once('end', () => {
      connection = null;
    });
    return true;
  }

  async function loop(): Promise<void> {
    while (!stopped) {
      let rest = TICK_MS;
      try {
        if (await lead()) await options.feed();
        else rest = 1_000;
      } catch (error) {
        options.log.warn({ error: String(error) }, 'feeding failed; trying again');
      }
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, rest);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
      wake = null;
    }
  }

  const running = loop();
  return {
    poke() {
      if (!connection) return;
      if (poked) return;
      poked = setTimeout(() => {
        poked = null;
        wake?.();
      }, POKE_MS);
    },
    async stop() {
      stopped = true;
      wake?.();
      await running;
      await connection?.end();
    },
  };
}
