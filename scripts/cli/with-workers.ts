import { mkdirSync } from 'node:fs';
import { superviseAll } from '../supervisor/supervise-all.ts';
import { becomeSupervisor } from '../supervisor/supervisor-file.ts';
import { simulatorChild, workerChildren } from './children.ts';
import type { Installation } from './installation.ts';
import { say } from './output.ts';

/** Runs `work` with workers: those of the Joust that runs on this home, or else some of its own for as long as it takes. */
export async function withWorkers<Result>(installation: Installation, work: () => Promise<Result>): Promise<Result> {
  const { env, databaseUrl } = installation;
  mkdirSync(env.home, { recursive: true });
  const lock = becomeSupervisor(env.home, { startedAt: new Date() });
  if (lock === null) return work();
  const simulator = await simulatorChild(env);
  const children = [simulator.child, ...workerChildren({ env, databaseUrl, simulatorUrl: simulator.url })];
  const supervision = superviseAll({ children, log: say });
  try {
    return await work();
  } finally {
    await supervision.stop();
    lock.release();
  }
}
