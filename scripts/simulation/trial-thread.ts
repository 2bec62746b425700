import { parentPort } from 'node:worker_threads';
import { type SimulatedSetting, simulateTrial } from './simulate-trial.ts';

/** A trial on its way to a thread. */
export interface TrialTask {
  setting: SimulatedSetting;
  trial: number;
}

parentPort?.on('message', ({ setting, trial }: TrialTask) =>
  parentPort?.postMessage({ trial, ...simulateTrial(setting, trial) }),
);
