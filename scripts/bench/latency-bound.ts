import { startRun } from '#lib/pipeline/start-run.ts';
import { type BenchHome, openBenchHome } from './bench-home.ts';
import { startJudge } from './bench-judge.ts';
import { plannedRun, startWorker, untilCompleted } from './bench-run.ts';
import { note, report, rounded } from './measurement.ts';

/**
 * A knockout of 16 contestants on 200 prompts with a judge that takes a second, 200 requests in flight, as a multiple of
 * the ideal: max(calls ÷ in flight, rounds) × latency. Counted from `startRun` with a worker up, then from starting the
 * worker on a run that waits for it.
 */

const SIZE = { prompts: 200, contestants: 16, characters: 1_000 };
const IN_FLIGHT = 200;
const LATENCY_MS = 1_000;
const KNOCKOUT_ROUNDS = Math.log2(SIZE.contestants);
const REPEATS = Number(process.env.JOUST_BENCH_ROUNDS ?? 2);
const CALLS = SIZE.prompts * (SIZE.contestants - 1);
const IDEAL_MS = Math.max(CALLS / IN_FLIGHT, KNOCKOUT_ROUNDS) * LATENCY_MS;

const home = await openBenchHome();
const judge = await startJudge(['--always', 'hash', '--latency-ms', String(LATENCY_MS)]);
const times: Record<'workerUp' | 'workerStart', number[]> = { workerUp: [], workerStart: [] };
try {
  for (let repeat = 0; repeat < REPEATS; repeat++) {
    times.workerUp.push(await play(home, { workerFirst: true }));
    times.workerStart.push(await play(home, { workerFirst: false }));
  }
} finally {
  await judge.stop();
  await home.close();
}
reportTimes('knockout, 1 s judge ÷ ideal, from startRun', times.workerUp);
reportTimes('knockout, 1 s judge ÷ ideal, from worker start', times.workerStart);

async function play(at: BenchHome, { workerFirst }: { workerFirst: boolean }): Promise<number> {
  const { scope, run } = await plannedRun(at, SIZE, {
    schedule: 'knockout',
    judges: [{ endpoint: judge.url, model: 'simulated-judge' }],
    inFlight: IN_FLIGHT,
  });
  const early = workerFirst ? await startWorker(at, null) : null;
  const startedAt = Date.now();
  await startRun(at.database, run, run.planHash);
  const beganAt = workerFirst ? startedAt : Date.now();
  const worker = early ?? (await startWorker(at, null));
  const endedAt = await untilCompleted(at, scope, run.id);
  await worker.stop();
  note(
    `knockout of ${CALLS} calls: ${((endedAt - beganAt) / 1000).toFixed(2)} s, ideal ${(IDEAL_MS / 1000).toFixed(1)} s`,
  );
  return endedAt - beganAt;
}

function reportTimes(name: string, milliseconds: readonly number[]): void {
  report({
    name,
    unit: '×',
    target: { bound: 'at most', value: 1.15 },
    values: milliseconds.map((one) => rounded(one / IDEAL_MS, 4)),
    details: { seconds: milliseconds.map((one) => one / 1000), idealSeconds: IDEAL_MS / 1000, calls: CALLS },
  });
}
