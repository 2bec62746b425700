/**
 * Loads a program that ends when its supervisor does: `node run-child.mjs PROGRAM [ARGUMENT …]`.
 *
 * Our standard input is a pipe that only the supervisor holds. It closes when the supervisor dies, however it dies, so
 * a killed supervisor leaves no web server on the port and no worker that nobody watches.
 *
 * It may still put its work down for a moment. With JOUST_CHILD_LOCK a successor begins only when it has ended: until
 * then what it has in hand is not the successor's to take up.
 */
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { waitForLock } from './process-lock.mjs';

// Time for the program's own SIGTERM handler to put its work down in order.
const GRACE_MS = 5_000;

const endWithSupervisor = () => {
  setTimeout(() => process.exit(1), GRACE_MS).unref();
  process.kill(process.pid, 'SIGTERM');
};

const sayWaiting = (holder) => process.stderr.write(`waiting for process ${holder?.pid} to end\n`);

process.stdin.once('end', endWithSupervisor);
process.stdin.once('error', endWithSupervisor);
process.stdin.resume();
// The pipe alone must not keep a finished program alive.
process.stdin.unref?.();
// Output to a supervisor that is gone is lost; the end of the pipe says what to do about that.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});

const { JOUST_CHILD_LOCK: lock } = process.env;
delete process.env.JOUST_CHILD_LOCK;
// Never released: the lock of a process that has ended is free.
if (lock) await waitForLock(lock, { onWait: sayWaiting });

const [program, ...args] = process.argv.slice(2);
const path = resolve(program);
process.argv = [process.execPath, path, ...args];
await import(pathToFileURL(path).href);
