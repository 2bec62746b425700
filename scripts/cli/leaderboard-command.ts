import type { Command } from 'commander';
import { isFinalOf, newestLeaderboard } from '#lib/db/leaderboards.ts';
import { planCoverage } from '#lib/db/plan-coverage.ts';
import type { RunRow } from '#lib/db/run-row.ts';
import { JoustError } from '#lib/errors.ts';
import { rankBoard } from '#lib/pipeline/rank-board.ts';
import { type Installation, requireRun, withInstallation } from './installation.ts';
import { juryDocument } from './jury-document.ts';
import { leaderboardDocument } from './leaderboard-document.ts';
import { leaderboardText } from './leaderboard-text.ts';
import { fail, printJson, printText } from './output.ts';

/** `joust leaderboard RUN`: who is best, and how sure we are. */
export function addLeaderboardCommand(program: Command): void {
  program
    .command('leaderboard')
    .argument('<run>', 'number or id of a run, or "latest"')
    .description('print the leaderboard of a run')
    .option('--json', 'print one JSON document')
    .action(async (reference: string, options: { json?: boolean }) => {
      try {
        await withInstallation(async (installation) => {
          const run = await requireRun(installation, reference);
          const content = await readLeaderboard(installation, run);
          const coverage = await planCoverage(installation.database, installation.scope, run);
          if (options.json)
            printJson({
              run: run.id,
              number: run.number,
              benchmark: run.benchmark,
              judge: run.judgeName,
              ...juryDocument(run),
              simulated: run.simulated,
              state: run.state,
              coverage,
              ...leaderboardDocument(content),
            });
          else printText(leaderboardText(run, content, coverage));
        });
      } catch (error) {
        fail(error, { json: options.json === true });
      }
    });
}

/** The newest leaderboard; of an ended run the final one, fitted now if no worker has. */
async function readLeaderboard(installation: Installation, run: RunRow) {
  const newest = await newestLeaderboard(installation.database, installation.scope, run.id);
  const current =
    newest && (isFinalOf(newest, run) || run.endedAt === null)
      ? newest.content
      : await rankBoard(installation.database, installation.scope, run.id);
  if (current) return current;
  throw new JoustError({
    code: 'no-leaderboard-yet',
    expected: 'at least one usable judgement',
    got: `none in run #${run.number}, which is ${run.state.toLowerCase()}`,
    fix: 'Wait for the first verdicts.',
  });
}
