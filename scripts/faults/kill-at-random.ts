import { stableLuck } from '../simulator/stable-luck.ts';
import { emptyQueue } from './empty-queue.ts';
import type { InstallationUnderTest } from './installation-under-test.ts';
import { isAlive, type Target } from './processes-of.ts';
import { until } from './until.ts';

/** A process, all of them at once as in a power cut, or all that the queue holds. */
export type Victim = Target | 'everything' | 'queue';

/** Whose death loses what was under way: the others only delay it. */
export const DEADLY: ReadonlySet<Victim> = new Set(['worker', 'supervisor', 'everything']);

/** One kill: who dies when this share of the calls has ended, and how many calls were under way then. */
export interface PlannedKill {
  target: Victim;
  atShare: number;
}

export interface Kill extends PlannedKill {
  /** Sampled just before; more may have been claimed since. */
  claimed: number;
}

// The first and last calls are left alone, so that every kill meets a run at work.
const FROM = 0.04;
const TO = 0.9;

/** Moments and victims drawn from a seed: everybody's turn comes before anybody's second. */
export function planKills(seed: string, targets: readonly Victim[], count: number): PlannedKill[] {
  const rounds = Math.ceil(count / targets.length);
  const victims = Array.from({ length: rounds }, (_, round) =>
    [...targets].sort((a, b) => stableLuck(seed, 'victim', round, a) - stableLuck(seed, 'victim', round, b)),
  ).flat();
  return victims
    .slice(0, count)
    .map((target, index) => ({ target, atShare: momentOf(seed, index, count) }))
    .sort((a, b) => a.atShare - b.atShare);
}

/** Drawn within equal slices: by calls that have ended, not by the clock, so that a slow machine kills no sooner. */
function momentOf(seed: string, index: number, count: number): number {
  return FROM + ((TO - FROM) * (index + stableLuck(seed, 'moment', index))) / count;
}

/** Kills as planned while a run plays; a supervisor is started again, and all it had started must end by itself. */
export async function killAtRandom(
  installation: InstallationUnderTest,
  run: { id: string; calls: number },
  plan: readonly PlannedKill[],
): Promise<Kill[]> {
  const kills: Kill[] = [];
  for (const planned of plan) {
    const { claimed } = await untilShare(installation, run, planned.atShare);
    await kill(installation, planned.target);
    kills.push({ ...planned, claimed });
  }
  return kills;
}

/** Waits until this share of a run's calls has ended; says how many are under way then. */
export function untilShare(
  installation: InstallationUnderTest,
  run: { id: string; calls: number },
  share: number,
): Promise<{ claimed: number }> {
  return until(`${Math.round(share * 100)} % of the calls`, async () => {
    const progress = await progressOf(installation, run.id);
    return progress.ended >= share * run.calls && progress;
  });
}

async function kill(installation: InstallationUnderTest, target: Victim): Promise<void> {
  if (target === 'queue') return emptyQueue(installation.variables.REDIS_URL as string);
  const before = installation.processes();
  const victims = target === 'everything' ? Object.values(before).flat() : await living(installation, target);
  for (const pid of victims) if (isAlive(pid)) process.kill(pid, 'SIGKILL');
  await until(`${target} to be dead`, () => !victims.some(isAlive));
  if (installation.supervisor !== null) return;
  await installation.start();
  const orphans = [...before.worker, ...before.web, ...before.simulator];
  await until('the children of the killed supervisor to end by themselves', () => !orphans.some(isAlive), {
    patienceMs: 30_000,
  });
}

/** Between two incarnations there is nobody to kill: the next one is waited for. */
function living(installation: InstallationUnderTest, target: Target): Promise<number[]> {
  return until(`a living ${target}`, () => {
    const pids = installation.processes()[target];
    return pids.length > 0 && pids;
  });
}

async function progressOf(installation: InstallationUnderTest, runId: string) {
  const rows = await installation.query<{ ended: number; claimed: number }>(
    `SELECT count(*) FILTER (WHERE status IN ('DONE', 'UNUSABLE'))::int AS ended,
       count(*) FILTER (WHERE status = 'CLAIMED')::int AS claimed FROM call WHERE run_id = $1`,
    [runId],
  );
  return rows[0] as { ended: number; claimed: number };
}
