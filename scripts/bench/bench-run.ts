import { setTimeout as sleep } from 'node:timers/promises';
import type { TeamScope } from '#lib/access/team-scope.ts';
import { findRun, type RunRow } from '#lib/db/run-row.ts';
import { createRun } from '#lib/pipeline/create-run.ts';
import { importResponses } from '#lib/pipeline/import-responses.ts';
import { type RunSettingsInput, runSettings } from '#lib/pipeline/run-settings.ts';
import { compileCache } from '../cli/children.ts';
import type { BenchHome } from './bench-home.ts';
import { type ChildProgram, startScript } from './child-program.ts';
import { type SyntheticSize, syntheticFiles } from './synthetic-benchmark.ts';

const POLL_MS = 50;
const LIMIT_MS = 300_000;

/** Imports a benchmark into a new team and plans a run on it, as a user would: nothing is cached, nothing is switched off. */
export async function plannedRun(
  home: BenchHome,
  size: SyntheticSize,
  settings: Omit<RunSettingsInput, 'benchmark'>,
): Promise<{ scope: TeamScope; run: RunRow }> {
  const scope = await home.newTeam();
  await importResponses({ database: home.database, scope, benchmark: 'Bench', files: syntheticFiles(size) });
  await home.database.query('ANALYZE');
  const run = await createRun(home.database, scope, runSettings.parse({ benchmark: 'Bench', ...settings }));
  return { scope, run };
}

/** A worker as `npm start` runs it, in a process of its own, ready for jobs. */
export function startWorker(home: BenchHome, redisUrl: string | null): Promise<ChildProgram> {
  return startScript({
    script: 'workers/main.ts',
    env: {
      DATABASE_URL: home.databaseUrl,
      JOUST_HOME: home.folder,
      ...compileCache(home.folder),
      ...(redisUrl && { REDIS_URL: redisUrl }),
    },
    isReady: (line) => line.includes('worker ready'),
  });
}

/** Waits until a run is COMPLETED; returns when that was seen (`Date.now()`). @throws when it ends otherwise. */
export async function untilCompleted(home: BenchHome, scope: TeamScope, runId: string): Promise<number> {
  for (const deadline = Date.now() + LIMIT_MS; Date.now() < deadline; await sleep(POLL_MS)) {
    const { rows } = await home.database.query<{ state: string }>('SELECT state FROM run WHERE id = $1', [runId]);
    const state = rows[0]?.state;
    if (state === 'COMPLETED') return Date.now();
    if (state !== 'RUNNING') {
      const run = await findRun(home.database, scope, runId);
      throw new Error(`the run is ${state}, not COMPLETED: ${JSON.stringify(run?.stateNote)}`);
    }
  }
  throw new Error(`the run is not over after ${LIMIT_MS / 1000} s`);
}

/** When the first request of a run was claimed (`Date.now()`), and how many judgements are stored. */
export async function storedOf(home: BenchHome, runId: string): Promise<{ firstClaimAt: number; judgements: number }> {
  const { rows } = await home.database.query<{ firstClaimAt: number; judgements: number }>(
    `SELECT (SELECT (extract(epoch FROM min(a.started_at)) * 1000)::float8 FROM call_attempt a JOIN call c ON c.id = a.call_id
       WHERE c.run_id = $1) AS "firstClaimAt", (SELECT count(*)::int FROM judgement WHERE run_id = $1) AS judgements`,
    [runId],
  );
  return rows[0] as { firstClaimAt: number; judgements: number };
}
