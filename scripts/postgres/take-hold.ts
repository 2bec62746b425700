import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import type { Socket } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { type ErrorReport, JoustError } from '#lib/errors.ts';
import { type KeeperMessage, keeperAddress } from './keeper-address.ts';
import { connectToKeeper } from './keeper-connection.ts';
import { bareEnvironment } from './postgres-binaries.ts';

// Recovery after a crash may have much to replay.
const PATIENCE_MS = 120_000;

/**
 * Holds the keeper of a home, starting one if there is none, until the server is up. The connection is the hold: it ends
 * when this process does.
 */
export async function takeHold(home: string, log: (text: string) => void): Promise<{ socket: Socket; url: string }> {
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
    // It found another keeper alive. If that one has ended since, the caller begins anew.
    if (exitCode === 0) return null;
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
