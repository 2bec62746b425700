import { startRun } from '#lib/pipeline/start-run.ts';
import { type BenchHome, openBenchHome } from './bench-home.ts';
import { startJudge } from './bench-judge.ts';
import { openBenchRedis } from './bench-redis.ts';
import { plannedRun, startWorker, storedOf, untilCompleted } from './bench-run.ts';
import { startScript } from './child-program.ts';
import { median, note, report, rounded } from './measurement.ts';
import { writeRequestBodies } from './request-bodies.ts';

/**
 * Verdicts stored a second by the whole pipeline, one worker process, a judge that costs nothing; as a ratio to a loop
 * of the `openai` package with the same request bodies. Rounds alternate, each with new processes and an empty cache;
 * the ratio is of medians. The clock runs from the first claim until the run is seen to be COMPLETED.
 */

/** 13,500 calls: what is measured is the rate that lasts, not the first seconds of compilation. */
const SIZE = { prompts: 300, contestants: 10, characters: 1_000 };
const IN_FLIGHT = 100;
const ROUNDS = Number(process.env.JOUST_BENCH_ROUNDS ?? 3);
const TARGETS = { embedded: 0.45, redis: 0.6 };
type Queue = keyof typeof TARGETS;

interface Round {
  perSecond: number;
  /** Counted from starting the worker process. */
  perSecondWithStart: number;
}

const home = await openBenchHome();
const redis = await openBenchRedis();
const judge = await startJudge(['--zero-cost']);
const rates: Record<Queue, Round[]> = { embedded: [], redis: [] };
const baseline: number[] = [];
try {
  const wanted = process.env.JOUST_BENCH_QUEUES?.split(',') ?? ['embedded', 'redis'];
  const queues = (redis ? (['embedded', 'redis'] as const) : (['embedded'] as const)).filter((queue) =>
    wanted.includes(queue),
  );
  for (let round = 0; round < ROUNDS; round++) for (const queue of queues) await playRound(queue);
} finally {
  await judge.stop();
  await redis?.close();
  await home.close();
}
report({
  name: 'openai client loop, calls/s',
  unit: '/s',
  target: null,
  values: baseline,
  details: { concurrency: IN_FLIGHT },
});
for (const queue of ['embedded', 'redis'] as const) reportQueue(queue);

async function playRound(queue: Queue): Promise<void> {
  const { scope, run } = await plannedRun(home, SIZE, {
    schedule: 'league',
    judges: [{ endpoint: judge.url, model: 'simulated-judge' }],
    inFlight: IN_FLIGHT,
  });
  await startRun(home.database, run, run.planHash);
  const bodies = await writeRequestBodies(home, run);
  baseline.push(await clientRate(bodies));
  rates[queue].push(await pipelineRate(home, { scope, runId: run.id, queue }));
  note(
    `${queue}: ${rates[queue].at(-1)?.perSecond.toFixed(0)} verdicts/s beside ${baseline.at(-1)?.toFixed(0)} calls/s`,
  );
}

async function clientRate(bodies: string): Promise<number> {
  const args = [judge.url, bodies, String(IN_FLIGHT)];
  const loop = await startScript({ script: 'scripts/bench/client-loop.ts', args, isReady: () => true });
  await loop.stop();
  const { calls, seconds } = JSON.parse(loop.readyLine) as { calls: number; seconds: number };
  return calls / seconds;
}

async function pipelineRate(
  at: BenchHome,
  options: { scope: Parameters<typeof untilCompleted>[1]; runId: string; queue: Queue },
): Promise<Round> {
  const spawnedAt = Date.now();
  const worker = await startWorker(at, options.queue === 'redis' ? (redis?.url ?? null) : null);
  const endedAt = await untilCompleted(at, options.scope, options.runId);
  await worker.stop();
  const { firstClaimAt, judgements } = await storedOf(at, options.runId);
  return {
    perSecond: (judgements * 1000) / (endedAt - firstClaimAt),
    perSecondWithStart: (judgements * 1000) / (endedAt - spawnedAt),
  };
}

function reportQueue(queue: Queue): void {
  const perSecond = rates[queue].map((round) => round.perSecond);
  const beside = median(baseline);
  report({
    name: `persisted verdicts, ${queue === 'redis' ? 'Redis' : 'embedded'} queue ÷ client loop`,
    unit: '×',
    target: { bound: 'at least', value: TARGETS[queue] },
    values: perSecond.map((rate) => rounded(rate / beside)),
    details: {
      perSecond: perSecond.map(Math.round),
      perSecondWithStart: rates[queue].map((round) => Math.round(round.perSecondWithStart)),
    },
    skipped: queue === 'redis' && !redis ? 'this machine has no redis-server' : undefined,
  });
}
