import type { Database } from '#lib/db/database.ts';
import { type FeederLock, takeFeederLock } from '#lib/db/feeder-lock.ts';
import type { Log } from '#lib/log.ts';
import type { Feeding } from '#lib/pipeline/feed-calls.ts';

const TICK_MS = 250;
/** A run that starts should not wait for the feeder. */
const IDLE_TICK_MS = 100;
const POKE_MS = 60;

/**
 * One worker process feeds; any number may want to. Runs `feed` in one process at a time: every quarter second, and soon
 * after a poke when a run was found short of ready calls.
 */
export function startFeeder(options: { database: Database; feed: () => Promise<Feeding>; log: Log }): {
  poke: () => void;
  stop: () => Promise<void>;
} {
  let lock: FeederLock | null = null;
  let stopped = false;
  let short = true;
  let wake: (() => void) | null = null;
  let poked: NodeJS.Timeout | null = null;
  /** A poke came while a feeding was under way, which may have looked before. */
  let missed = false;

  async function lead(): Promise<boolean> {
    if (!lock?.isHeld()) lock = await takeFeederLock(options.database);
    return lock !== null;
  }

  async function loop(): Promise<void> {
    while (!stopped) {
      let rest = TICK_MS;
      try {
        if (await lead()) {
          const feeding = await options.feed();
          short = feeding.short;
          if (feeding.idle) rest = IDLE_TICK_MS;
        } else rest = 1_000;
      } catch (error) {
        options.log.warn({ error: String(error) }, 'feeding failed; trying again');
      }
      if (missed) rest = 0;
      missed = false;
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
      if (!lock?.isHeld() || !short || poked) return;
      poked = setTimeout(() => {
        poked = null;
        if (wake) wake();
        else missed = true;
      }, POKE_MS);
    },
    async stop() {
      stopped = true;
      wake?.();
      await running;
      if (lock?.isHeld()) await lock.release();
    },
  };
}
