import { mkdirSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Command } from 'commander';
import { createSignInLink } from '#lib/access/sign-in-link.ts';
import { JoustError } from '#lib/errors.ts';
import { isPortFree } from '../postgres/free-port.ts';
import { superviseAll } from '../supervisor/supervise-all.ts';
import { becomeSupervisor, findSupervisor } from '../supervisor/supervisor-file.ts';
import { simulatorChild, webChild, workerChildren } from './children.ts';
import { type Installation, openInstallation } from './installation.ts';
import { loadDemo } from './load-demo.ts';
import { fail, say } from './output.ts';
import { WORKER_GRACE_MS } from './with-workers.ts';

const BOOT_LIMIT_MS = 60_000;

/** `joust start`: pages, workers, database and the demo, until stopped. */
export function addStartCommand(program: Command): void {
  program
    .command('start')
    .description('start the pages and the workers; the demo is loaded on the first start')
    .option('--no-demo', 'without the demo benchmark')
    .action(async (options: { demo: boolean }) => {
      try {
        await start(options);
      } catch (error) {
        fail(error, { json: false });
        process.exit();
      }
    });
}

async function start(options: { demo: boolean }): Promise<void> {
  const began = performance.now();
  const installation = await openInstallation();
  const { env, databaseUrl } = installation;
  mkdirSync(env.home, { recursive: true });
  const lock = becomeSupervisor(env.home, { startedAt: new Date() });
  if (lock === null) return pointToRunning(installation);
  const port = await choosePort(env.port, Boolean(process.env.PORT));
  const url = `http://${browsable(env.host)}:${port}`;
  const simulator = await simulatorChild(env);
  const settings = { env, databaseUrl, simulatorUrl: simulator.url };
  const workers = superviseAll({ children: workerChildren(settings), log: say, graceMs: WORKER_GRACE_MS });
  const services = superviseAll({ children: [simulator.child, webChild(settings, port)], log: say });
  stopOnSignal(async () => {
    await workers.stop();
    await services.stop();
    lock.release();
    await installation.close();
  });
  const demo = options.demo ? loadDemo(installation) : Promise.resolve();
  await waitUntilServing(url);
  lock.serving(url);
  await demo;
  say(`boot ${((performance.now() - began) / 1000).toFixed(1)} s`);
  await sayWelcome(installation, url);
}

/** Where a browser on this machine finds what listens on a host. */
function browsable(host: string): string {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1';
  return host.includes(':') ? `[${host}]` : host;
}

async function sayWelcome({ database, local, env }: Installation, url: string): Promise<void> {
  const link = await createSignInLink(database, { ...local, baseUrl: url });
  say('');
  say(`Joust runs at ${url}. Sign in with this link (once, within the hour):`);
  process.stdout.write(`${link}\n`);
  say(
    `Another link: npx joust sign-in. Data: ${env.home}. Stop with Ctrl-C; runs go on where they were at the next start.`,
  );
}

async function pointToRunning(installation: Installation): Promise<void> {
  const running = findSupervisor(installation.env.home);
  if (running?.url) await sayWelcome(installation, running.url);
  await installation.close();
  if (running?.url) return;
  throw new JoustError({
    code: 'already-running',
    expected: 'nobody to run on this home',
    got: `process ${running?.pid ?? 'unknown'}`,
    fix: 'Wait for it to end, or set JOUST_HOME to another folder.',
  });
}

async function choosePort(wanted: number, insisted: boolean): Promise<number> {
  for (let port = wanted; port < wanted + 100; port += 1) {
    if (await isPortFree(port)) return port;
    if (insisted) break;
  }
  throw new JoustError({
    code: 'port-taken',
    expected: `port ${wanted} to be free`,
    got: 'another program listens there',
    fix: 'Stop it, or set PORT to another one.',
  });
}

async function waitUntilServing(url: string): Promise<void> {
  for (const deadline = Date.now() + BOOT_LIMIT_MS; Date.now() < deadline; await sleep(100)) {
    const answer = await fetch(`${url}/api/health`).catch(() => null);
    if (answer?.ok) return;
  }
  throw new JoustError({
    code: 'web-not-serving',
    expected: `${url}/api/health to answer`,
    got: `nothing within ${BOOT_LIMIT_MS / 1000} s`,
    fix: 'See the lines of "web" above.',
  });
}

/** The first signal waits for what is in flight, a second one does not: `stop` called again ends at once. */
function stopOnSignal(stop: () => Promise<void>): void {
  const onSignal = async () => {
    say('Stopping: requests in flight are stored first. Once more ends at once.');
    await stop();
    process.exit(0);
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
}
