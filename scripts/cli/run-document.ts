import type { TeamScope } from '#lib/access/team-scope.ts';
import type { Database } from '#lib/db/database.ts';
import { newestLeaderboard } from '#lib/db/leaderboards.ts';
import { planCoverage } from '#lib/db/plan-coverage.ts';
import { runProgress } from '#lib/db/run-progress.ts';
import type { RunRow } from '#lib/db/run-row.ts';
import { unreportedCost } from '#lib/pipeline/unreported-cost.ts';
import { juryDocument } from './jury-document.ts';
import { leaderboardDocument } from './leaderboard-document.ts';
import { callNoteText, runNoteText } from './note-text.ts';

/** What `--json` prints of a run. */
export async function runDocument(database: Database, scope: TeamScope, run: RunRow) {
  const progress = await runProgress(database, scope, run.id);
  const coverage = await planCoverage(database, scope, run);
  const leaderboard = await newestLeaderboard(database, scope, run.id);
  return {
    run: run.id,
    number: run.number,
    benchmark: run.benchmark,
    simulated: run.simulated,
    ...juryDocument(run),
    generation: run.generation,
    state: run.state,
    pauseReason: run.pauseReason,
    note: runNoteText(run.stateNote),
    noteCode: run.stateNote?.code ?? null,
    plan: run.plan,
    planHash: run.planHash,
    coverage,
    calls: progress.calls,
    verdicts: progress.verdicts,
    matches: progress.matches,
    failures: progress.failures.map(({ status, note, calls }) => {
      return { status, code: note.code, note: callNoteText(note), calls };
    }),
    requests: run.requests,
    runningMs: Math.round(run.runningMs),
    tokens: { input: run.inputTokens, output: run.outputTokens },
    spend: run.priceKnown ? run.spend : null,
    unreported: unreportedCost(run),
    leaderboard: leaderboard && leaderboardDocument(leaderboard.content),
  };
}
