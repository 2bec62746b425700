import { teamScope } from '#lib/access/team-scope.ts';
import { boardEntrants, joinBoard, runsOfBoard } from '#lib/db/board-sources.ts';
import type { Database } from '#lib/db/database.ts';
import { insertRun } from '#lib/db/new-run.ts';
import { findRun, type RunRow } from '#lib/db/run-row.ts';
import { JoustError } from '#lib/errors.ts';
import { type NewcomerRequest, type PlannedNewcomer, planNewcomer, refusePresent } from './plan-newcomer.ts';
import { startRun } from './start-run.ts';

/**
 * Starts the run that adds a contestant to the board of an ended run, if it would still do what was shown (`shown`: the plan's hash).
 * It feeds the same board; the leaderboard that the first run ended with stays stored. Returns the new run.
 * @throws JoustError as `planNewcomer`, or `plan-changed`
 */
export async function addNewcomer(
  database: Database,
  run: RunRow,
  request: NewcomerRequest & { shown: string },
): Promise<RunRow> {
  const team = teamScope(run.teamId);
  const planned = await planNewcomer(database, run, request);
  if (planned.hash !== request.shown) throw planChanged(planned, request.shown);
  const id = await database.transaction(async (transaction) => {
    const { origin, entrants, hash, plan, matchesPerPrompt } = planned;
    const runId = await insertRun(transaction, team, {
      benchmarkVersionId: origin.benchmarkVersionId,
      schedule: 'newcomer',
      bothOrders: origin.bothOrders,
      seed: origin.seed,
      inFlight: origin.inFlight,
      maxCalls: null,
      maxCost: null,
      trialCalls: null,
      cacheMode: origin.cacheMode,
      planHash: hash,
      plan,
      simulated: origin.simulated,
      combination: origin.combination,
      excludeFamily: origin.excludeFamily,
      samples: origin.samples,
      rounds: matchesPerPrompt,
      entrants,
      jury: origin.judges,
      originRunId: origin.id,
    });
    // `insertRun` holds the team's lock: whoever adds the same contestant at the same time comes later and finds it.
    const present = await boardEntrants(transaction, team, await runsOfBoard(transaction, team, origin.id));
    refusePresent(present, request.contestant);
    await joinBoard(transaction, team, { runId, of: origin.id });
    return runId;
  });
  const stored = (await findRun(database, team, id)) as RunRow;
  await startRun(database, stored, stored.planHash);
  return (await findRun(database, team, id)) as RunRow;
}

function planChanged(planned: PlannedNewcomer, shown: string): JoustError {
  return new JoustError({
    code: 'plan-changed',
    expected: `the plan ${shown.slice(0, 12)}`,
    got: planned.hash.slice(0, 12),
    fix: 'Look at the plan again, then start it.',
  });
}
