import {
  closeSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { isSameProcess, ownIdentity } from './process-identity.mjs';

/**
 * A lock file that names its holder by pid and start time, so that the lock of a killed process is recognised as stale.
 * The file appears with its content in one step (a hard link to a finished file): a reader never sees half of it.
 */

/** Takes the lock, or returns null when a living process holds it. `note` is written beside the holder's identity. */
export function tryLock(path, note = {}) {
  mkdirSync(dirname(path), { recursive: true });
  for (let round = 0; round < 5; round++) {
    if (createWithContent(path, { ...ownIdentity(), ...note })) return lockOn(path);
    if (holderOf(path) !== null) return null;
    removeStale(path);
  }
  return null;
}

/** Waits for the lock. `onWait` is told once who holds it. */
export async function waitForLock(path, { note = {}, onWait = () => {} } = {}) {
  let told = false;
  for (;;) {
    const lock = tryLock(path, note);
    if (lock) return lock;
    if (!told) onWait(holderOf(path));
    told = true;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** What the living holder wrote into the lock file, or null when nobody alive holds it. */
export function holderOf(path) {
  const content = read(path);
  return isSameProcess(content) ? content : null;
}

function lockOn(path) {
  const own = ownIdentity();
  const isOurs = () => {
    const content = read(path);
    return content?.pid === own.pid && content.startTime === own.startTime;
  };
  return {
    /** Rewrites the note, for example once the port is known. */
    update(note) {
      const temporary = `${path}.${process.pid}.new`;
      writeFileSync(temporary, JSON.stringify({ ...own, ...note }), { mode: 0o600 });
      renameSync(temporary, path);
    },
    release() {
      if (isOurs()) rmSync(path, { force: true });
    },
  };
}

function createWithContent(path, content) {
  const temporary = `${path}.${process.pid}.new`;
  writeFileSync(temporary, JSON.stringify(content), { mode: 0o600 });
  try {
    linkSync(temporary, path);
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(temporary, { force: true });
  }
}

/**
 * Removes the file of a dead holder. Only one process at a time may do so, which it shows by a second file: without
 * that, the slower of two would remove the lock that the faster has just taken.
 */
function removeStale(path) {
  const breaker = `${path}.breaking`;
  try {
    closeSync(openSync(breaker, 'wx'));
  } catch {
    removeAbandoned(breaker);
    return;
  }
  try {
    if (holderOf(path) === null) rmSync(path, { force: true });
  } finally {
    rmSync(breaker, { force: true });
  }
}

/** Breaking takes milliseconds: a breaker file this old was left by a process that was killed in between. */
function removeAbandoned(breaker) {
  try {
    if (Date.now() - statSync(breaker).mtimeMs > 5_000) rmSync(breaker, { force: true });
  } catch {
    // Gone by itself.
  }
}

function read(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return null;
  }
}
