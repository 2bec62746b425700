import { mkdirSync } from 'node:fs';
import { JoustError } from '#lib/errors.ts';
import { type Supervision, superviseAll } from '../supervisor/supervise-all.ts';
import { becomeSupervisor, findSupervisor } from '../supervisor/supervisor-file.ts';
import { simulatorChild, workerChildren } from './children.ts';
import type { Installation } from './installation.ts';
import { say } from './output.ts';

/** Time for requests in flight to come back and be stored when workers are told to stop. */
export const WORKER_GRACE_MS = 60_000;

/** Makes sure that somebody works: called again and again, it takes over when the Joust that was joined has ended. */
export type KeepWorking = () => Promise<void>;

/**
 * Runs `work` with workers: those of the Joust that runs on this home, or else some of its own for as long as it takes.
 * A signal ends the wait, not the run: what is in flight is stored first.
 */
export async function withWorkers<Result>(
  installation: Installation,
  work: (keepWorking: KeepWorking) => Promise<Result>,
): Promise<Result> {
  let own: { supervision: Supervision; release: () => void } | null = null;
  const keepWorking = async () => {
    own ??= await startOwn(installation);
  };
  const signal = interruption();
  try {
    await keepWorking();
    return await Promise.race([work(keepWorking), signal.raised]);
  } finally {
    await stopOwn(own);
    signal.forget();
  }
}

async function startOwn({ env, databaseUrl }: Installation) {
  mkdirSync(env.home, { recursive: true });
  const lock = becomeSupervisor(env.home, { startedAt: new Date() });
  if (lock === null) return null;
  const simulator = await simulatorChild(env);
  const children = [simulator.child, ...workerChildren({ env, databaseUrl, simulatorUrl: simulator.url })];
  return { supervision: superviseAll({ children, log: say, graceMs: WORKER_GRACE_MS }), release: () => lock.release() };
}

async function stopOwn(own: { supervision: Supervision; release: () => void } | null): Promise<void> {
  await own?.supervision.stop();
  own?.release();
}

function interruption() {
  let interrupt: (reason: JoustError) => void = () => {};
  const raised = new Promise<never>((_, reject) => {
    interrupt = reject;
  });
  raised.catch(() => {});
  const onSignal = (name: string) => {
    say('Stopping: requests in flight are stored first.');
    interrupt(
      new JoustError({
        code: 'interrupted',
        expected: 'to stay until the run pauses or ends',
        got: name,
        fix: 'Nothing paid is lost. The run goes on with `npm start`, or with `joust resume RUN --wait`.',
      }),
    );
  };
  const names = ['SIGINT', 'SIGTERM'] as const;
  for (const name of names) process.once(name, onSignal);
  return { raised, forget: () => names.forEach((name) => void process.removeListener(name, onSignal)) };
}

/** Says so when nothing will happen by itself. */
export function hintIfNobodyWorks({ env }: Installation): void {
  if (env.databaseUrl !== null || findSupervisor(env.home) !== null) return;
  say('No worker runs on this home: run `npm start`, or use --wait.');
}
