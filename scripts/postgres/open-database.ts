import type { Socket } from 'node:net';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { keeperAddress, LEAVE_NOW } from './keeper-address.ts';
import { connectToKeeper } from './keeper-connection.ts';
import { takeHold } from './take-hold.ts';

/** A database that is up for as long as this process lives or until `close`. */
export interface OpenDatabase {
  readonly url: string;
  /** True for the embedded PostgreSQL, false for one that DATABASE_URL named. */
  readonly owned: boolean;
  /** Gives it up. The embedded one stops soon after its last user; with `{ now: true }` this waits until it has. */
  close(options?: { now: boolean }): Promise<void>;
}

/**
 * Opens the database that `databaseUrl` names, or the embedded one in `home`, starting it if nobody else has: all
 * processes of a home share one. A database that dies is started again behind the same URL; `log` hears of it.
 */
export async function openDatabase(options: {
  home: string;
  databaseUrl?: string | undefined;
  log?: (text: string) => void;
}): Promise<OpenDatabase> {
  if (options.databaseUrl) return { url: options.databaseUrl, owned: false, close: async () => {} };
  return hold(resolve(options.home), options.log ?? (() => {}));
}

const RETRY_MS = 2_000;

async function hold(home: string, log: (text: string) => void): Promise<OpenDatabase> {
  let isClosed = false;
  let { socket, url } = await takeHold(home, log);
  let holding = Promise.resolve();

  const holdAgain = async (): Promise<void> => {
    log('the keeper of the database is gone; starting another');
    while (!isClosed) {
      try {
        const again = await takeHold(home, log);
        socket = again.socket;
        if (again.url !== url) log(`the database has moved to port ${new URL(again.url).port}; restart what uses it`);
        return watch();
      } catch (error) {
        log((error as Error).message);
        await sleep(RETRY_MS);
      }
    }
  };
  const watch = (): void => {
    socket.once('close', () => {
      if (!isClosed) holding = holdAgain();
    });
  };

  watch();
  return {
    url,
    owned: true,
    async close({ now } = { now: false }) {
      if (isClosed) return;
      isClosed = true;
      await holding;
      if (now) await leaveNow(socket);
      socket.destroy();
    },
  };
}

/** Stops the embedded PostgreSQL of a home if it runs and nobody else needs it. */
export async function stopDatabase(home: string): Promise<void> {
  const socket = await connectToKeeper(keeperAddress(resolve(home)));
  if (socket === null) return;
  socket.on('error', () => {});
  // Only who reads hears the end.
  socket.resume();
  await leaveNow(socket);
}

function leaveNow(socket: Socket): Promise<void> {
  return new Promise((done) => {
    if (socket.destroyed) return done();
    socket.ref();
    socket.once('close', () => done());
    socket.write(LEAVE_NOW);
  });
}
