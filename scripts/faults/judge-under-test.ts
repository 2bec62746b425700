import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { startSimulator } from '../judge-simulator.ts';
import { SIMULATED_MODEL } from '../simulator/completion-body.ts';
import type { SimulatorOptions } from '../simulator/simulator-options.ts';
import { spawnReferenceJudge } from '../test-support/reference-judge.ts';

/** What a judge counted: the only witness of what was really sent and paid for. */
export interface JudgeCounts {
  requests: number;
  answered: number;
  peakInFlight: number;
  byFault: Record<string, number>;
  /** Answers to bodies that had been answered before: judge calls paid for twice. */
  duplicates: number;
}

/** A judge that counts, and can be stopped and started again at the same address. */
export interface JudgeUnderTest {
  readonly url: string;
  readonly model: string;
  stats(): Promise<JudgeCounts>;
  close(): Promise<void>;
}

/** Our own simulator, within this process: it survives everything that is killed. */
export async function simulatedJudge(options: SimulatorOptions): Promise<JudgeUnderTest> {
  const simulator = await startSimulator(options);
  return {
    url: simulator.url,
    model: SIMULATED_MODEL,
    stats: async () => simulator.stats(),
    close: () => simulator.close(),
  };
}

/** The independent judge that stands beside the shared data is here: tests that need it name "needs shared data". */
export const HAS_REFERENCE_JUDGE = existsSync(
  resolve(process.env.JOUST_SHARED_DATA ?? '../shared/data', '../tools/reference-judge.mjs'),
);

/** Starts it with the settings it documents. With `PORT` it can come back at an address it had before. */
export async function referenceJudge(settings: Record<string, string> = {}): Promise<JudgeUnderTest> {
  const judge = await spawnReferenceJudge(settings);
  if (judge === null) throw new Error('no reference judge beside the shared data');
  return { ...judge, model: 'reference-judge', stats: async () => (await judge.stats()) as unknown as JudgeCounts };
}
