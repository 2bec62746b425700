import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { SimulatedSetting, TrialResult } from './simulate-trial.ts';
import type { TrialTask } from './trial-thread.ts';

/** Trials of several settings, on all cores. */
export interface SimulationTask {
  readonly settings: readonly SimulatedSetting[];
  readonly trials: number;
  readonly onTrial?: (done: number, total: number) => void;
}

/**
 * The trials of each setting, in order of trial. Each is a function of its setting and number alone, so how many threads there are
 * cannot change a result.
 *
 * @throws what a trial throws, or Error when a thread dies
 */
export async function simulateOnThreads({ settings, trials, onTrial }: SimulationTask): Promise<TrialResult[][]> {
  const tasks = settings.flatMap((setting, index) =>
    Array.from({ length: trials }, (_, trial) => ({ index, trial, setting })),
  );
  const results: TrialResult[][] = settings.map(() => []);
  let next = 0;
  let done = 0;
  const threads = Array.from({ length: Math.min(availableParallelism(), tasks.length) }, async () => {
    const thread = new Worker(new URL('./trial-thread.ts', import.meta.url));
    try {
      while (next < tasks.length) {
        const { index, trial, setting } = tasks[next++] as (typeof tasks)[number];
        (results[index] as TrialResult[])[trial] = await answerOf(thread, { setting, trial });
        done += 1;
        onTrial?.(done, tasks.length);
      }
    } finally {
      await thread.terminate();
    }
  });
  await Promise.all(threads);
  return results;
}

function answerOf(thread: Worker, task: TrialTask): Promise<TrialResult> {
  return new Promise((resolve, reject) => {
    const end = (error: Error) => reject(error);
    const exit = (code: number) => reject(new Error(`A simulation thread ended with code ${code} before it answered.`));
    thread.once('error', end);
    thread.once('exit', exit);
    thread.once('message', ({ correlation, matches }: TrialResult) => {
      thread.off('error', end);
      thread.off('exit', exit);
      resolve({ correlation, matches });
    });
    thread.postMessage(task);
  });
}
