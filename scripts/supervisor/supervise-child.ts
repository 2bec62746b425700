import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { ChildSpec } from './child-spec.ts';
import { processEnvironment } from './process-environment.ts';
import { restartDelayMs } from './restart-delay.ts';

export interface SupervisedChild {
  pid(): number | null;
  stop(): Promise<void>;
}

type Watch = { readonly log: (text: string) => void; readonly graceMs: number };

/** Keeps one child running until it is told to stop. */
export function superviseChild(spec: ChildSpec, { log, graceMs }: Watch): SupervisedChild {
  let child: ChildProcess | null = null;
  let isStopping = false;
  let quickDeaths = 0;
  let restart: NodeJS.Timeout | undefined;
  let settled = Promise.withResolvers<void>();

  const start = (): void => {
    const startedAt = Date.now();
    const childId = randomUUID();
    settled = Promise.withResolvers();
    child = launch(spec, { childId, log });
    const pid = child.pid ?? 0;
    const onEnd = async (reason: string) => {
      if (child === null) return;
      child = null;
      await tellOfExit(spec, { pid, childId, reason, wasAsked: isStopping }, log);
      settled.resolve();
      if (!isStopping) ({ quickDeaths } = planRestart({ quickDeaths, livedMs: Date.now() - startedAt, reason }));
    };
    // Not `close`: a grandchild may hold the output open for longer than the child lives.
    child.once('exit', (code, signal) => onEnd(signal ?? `exit code ${code}`));
    child.once('error', (error) => onEnd(error.message));
  };

  const planRestart = (death: { quickDeaths: number; livedMs: number; reason: string }) => {
    const plan = restartDelayMs(death);
    log(
      `${spec.name} ended (${death.reason}) after ${(death.livedMs / 1000).toFixed(1)} s; again in ${plan.delayMs} ms`,
    );
    restart = setTimeout(start, plan.delayMs);
    return plan;
  };

  start();
  return {
    pid: () => child?.pid ?? null,
    async stop() {
      clearTimeout(restart);
      const hurry = isStopping;
      isStopping = true;
      if (child === null) return;
      child.kill(hurry ? 'SIGKILL' : 'SIGTERM');
      const force = setTimeout(() => child?.kill('SIGKILL'), graceMs);
      await settled.promise;
      clearTimeout(force);
    },
  };
}

function launch(spec: ChildSpec, { childId, log }: { childId: string; log: Watch['log'] }): ChildProcess {
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, 'run-child.mjs'), spec.program, ...(spec.args ?? [])],
    {
      // A group of its own: Ctrl-C reaches the supervisor alone, who then ends its children in order.
      detached: process.platform !== 'win32',
      env: processEnvironment({ ...spec.env, JOUST_CHILD_ID: childId, JOUST_CHILD_LOCK: spec.lock }),
      stdio: ['pipe', 'pipe', 'pipe'],
      windowsHide: true,
    },
  );
  child.stdin?.on('error', () => {});
  for (const stream of [child.stdout, child.stderr]) {
    if (stream) createInterface({ input: stream }).on('line', (line) => log(`[${spec.name}] ${line}`));
  }
  return child;
}

async function tellOfExit(
  spec: ChildSpec,
  exit: { pid: number; childId: string; reason: string; wasAsked: boolean },
  log: Watch['log'],
): Promise<void> {
  try {
    await spec.onExit?.({ name: spec.name, ...exit });
  } catch (error) {
    log(`${spec.name}: what follows its end failed: ${(error as Error).message}`);
  }
}
