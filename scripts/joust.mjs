#!/usr/bin/env node
/**
 * The command `joust`: sets the checkout up where that is due, then hands over to `cli/main.ts` on the Node that npm
 * installed. Runs on Node 20 with no packages installed.
 */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { NODE, setupOrExit } from './setup.mjs';
import { holderOf } from './supervisor/process-lock.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const MAIN = fileURLToPath(new URL('cli/main.ts', import.meta.url));
// The first Node that runs TypeScript by itself for good.
const RUNS_TYPESCRIPT = 24;

/** Only `start` serves pages; and never are they rebuilt under a Joust that is serving them. */
function needsBuild(command) {
  const home = process.env.JOUST_HOME || join(ROOT, '.joust');
  return command === 'start' && holderOf(join(home, 'supervisor.json')) === null;
}

async function handOver() {
  if (Number(process.versions.node.split('.')[0]) >= RUNS_TYPESCRIPT) {
    process.argv[1] = MAIN;
    await import(pathToFileURL(MAIN).href);
    return;
  }
  const child = spawn(NODE, [MAIN, ...process.argv.slice(2)], { stdio: 'inherit' });
  passSignalsTo(child);
  child.once('error', (error) => {
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  });
  child.once('exit', (code, signal) => {
    if (signal === null) process.exit(code);
    for (const name of SIGNALS) process.removeAllListeners(name);
    process.kill(process.pid, signal);
  });
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/** A terminal sends Ctrl-C to us and to the child: passing it on would make two of one, and two mean "at once". */
function passSignalsTo(child) {
  for (const signal of SIGNALS) {
    process.on(signal, () => {
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
    });
  }
}

await setupOrExit({ build: needsBuild(process.argv[2]) });
await handOver();
