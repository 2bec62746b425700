import type { TeamScope } from '#lib/access/team-scope.ts';
import type { CallWork } from '#lib/db/call-work.ts';
import type { Database } from '#lib/db/database.ts';
import { readyCalls } from '#lib/db/ready-calls.ts';
import type { RunRow } from '#lib/db/run-row.ts';
import { createLog } from '#lib/log.ts';
import { createCallLedger } from '#lib/pipeline/call-ledger.ts';
import type { AttemptOutcome } from '#lib/pipeline/call-outcome.ts';
import { createCallReader } from '#lib/pipeline/call-reader.ts';
import { judgeRequest } from '#lib/pipeline/judge-request.ts';
import type { FinishedAttempt } from '#lib/pipeline/outcome-rows.ts';
import type { SeatSettingsInput } from '#lib/pipeline/run-settings.ts';
import { newTeam, startedRun } from './play-run.ts';
import { smallBenchmark } from './small-benchmark.ts';

const CLAIM = 'test/1';

/** A run of as many calls as prompts, of which one after the other can be claimed. */
export interface ClaimableRun {
  scope: TeamScope;
  run: RunRow;
  /** Claims the next ready call: the attempt is on record, nothing has come of it. */
  claim(): Promise<{ work: CallWork; finished: (outcome: AttemptOutcome) => FinishedAttempt }>;
}

/** Starts a run of two contestants in a team of its own. */
export async function claimableRun(
  database: Database,
  name: string,
  settings: { prompts?: number; judge?: Partial<SeatSettingsInput> } = {},
): Promise<ClaimableRun> {
  const scope = await newTeam(database, name);
  await smallBenchmark(database, scope, { name, prompts: settings.prompts ?? 1, contestants: 2 });
  const run = await startedRun(database, scope, { benchmark: name, schedule: 'league', judge: settings.judge });
  const ledger = createCallLedger({ database, claimToken: CLAIM, log: createLog({ name: 'test', level: 'silent' }) });
  return {
    scope,
    run,
    async claim() {
      const [call] = await readyCalls(database, run.id, 1);
      const work = (await createCallReader(database).load(call?.id as string)) as CallWork;
      const shared = {
        callId: work.id,
        runId: run.id,
        attempts: work.attempts,
        judgeVersionId: work.judgeVersionId,
        requestHash: work.id,
      };
      const { answer } = await ledger.claim({
        ...shared,
        singleFlight: false,
        maxCost: judgeRequest(work).maxCost,
        leaseMs: 60_000,
      });
      if (answer.kind !== 'claimed') throw new Error(`the call was not claimed: ${answer.kind}`);
      const { attempt } = answer;
      const rest = { claimToken: CLAIM, requestHash: work.id, cachedFromId: null, request: [], latencyMs: 5 };
      return { work, finished: (outcome) => ({ work, attempt, outcome, ...rest }) };
    },
  };
}
