import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import type { Socket } from 'node:net';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { type ErrorReport, JoustError } from '#lib/errors.ts';
import { type KeeperMessage, keeperAddress, LEAVE_NOW } from './keeper-address.ts';
import { connectToKeeper } from './keeper-connection.ts';
import { bareEnvironment } from './postgres-binaries.ts';

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

// Recovery after a crash may have much to replay.
const PATIENCE_MS = 120_000;
const RETRY_MS = 2_000;

async function takeHold(home: string, log: (text: string) => void): Promise<{ socket: Socket; url: string }> {
  const deadline = Date.now() + PATIENCE_MS;
  while (Date.now() < deadline) {
    const socket = await reachKeeper(home, deadline);
    const url = socket && (await waitUntilReady(socket, log));
    // A keeper that closed without a word was just ending: the next round starts another.
    if (socket && url) return { socket, url };
  }
  throw notStarted(home, `no answer after ${PATIENCE_MS / 1000} s`);
}

/** Connects to the keeper of this home, starting one if there is none. */
async function reachKeeper(home: string, deadline: number): Promise<Socket | null> {
  const address = keeperAddress(home);
  const existing = await connectToKeeper(address);
  if (existing) return existing;
  const keeper = startKeeper(home);
  let exitCode: number | null = null;
  keeper.once('exit', (code) => {
    exitCode = code;
  });
  while (Date.now() < deadline) {
    const socket = await connectToKeeper(address);
    if (socket) return socket;
    if (exitCode) throw notStarted(home, lastLineOf(join(home, 'keeper.log')));
    await sleep(10);
  }
  return null;
}

function notStarted(home: string, got: string): JoustError {
  return new JoustError({
    code: 'database-not-started',
    expected: 'the embedded PostgreSQL to start',
    got,
    fix: `See ${join(home, 'keeper.log')} and ${join(home, 'postgres.log')}, or set DATABASE_URL.`,
  });
}

function lastLineOf(file: string): string {
  const lines = readFileSync(file, 'utf8').trim().split('\n');
  return lines.findLast((line) => /Error/.test(line)) ?? lines.at(-1) ?? 'no word';
}

/** A session of its own: Ctrl-C in our terminal must not end the database before the processes that use it. */
function startKeeper(home: string): ChildProcess {
  mkdirSync(home, { recursive: true });
  const log = openSync(join(home, 'keeper.log'), 'a', 0o600);
  try {
    const program = join(import.meta.dirname, 'keeper.ts');
    const keeper = spawn(process.execPath, [program, home], {
      detached: true,
      cwd: import.meta.dirname,
      env: bareEnvironment(),
      stdio: ['ignore', log, log],
      windowsHide: true,
    });
    keeper.unref();
    return keeper;
  } finally {
    closeSync(log);
  }
}

/** The URL once the server is up; null if the connection closes first; throws what the keeper could not do. */
function waitUntilReady(socket: Socket, log: (text: string) => void): Promise<string | null> {
  return new Promise((done, reject) => {
    const lines = createInterface({ input: socket });
    lines.on('line', (line) => {
      const message = JSON.parse(line) as KeeperMessage;
      if (message.kind === 'failed') reject(new JoustError(message.report as ErrorReport));
      else if (message.kind === 'restarting') log(`${message.reason}; starting it again`);
      else {
        // From here on the connection must not keep a finished command alive.
        socket.unref();
        done(message.url);
      }
    });
    // The interface repeats the errors of its input. The close that follows says all there is to say.
    for (const emitter of [socket, lines]) emitter.on('error', () => {});
    socket.once('close', () => done(null));
  });
}
