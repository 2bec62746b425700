import type { Command } from 'commander';
import { planCoverage } from '#lib/db/plan-coverage.ts';
import { currentLeaderboard } from '#lib/pipeline/current-leaderboard.ts';
import { readWinRates } from '#lib/pipeline/read-win-rates.ts';
import { requireRun, withInstallation } from './installation.ts';
import { juryDocument } from './jury-document.ts';
import { leaderboardDocument } from './leaderboard-document.ts';
import { leaderboardText } from './leaderboard-text.ts';
import { fail, printJson } from './output.ts';

/** `joust leaderboard RUN`: who is best, and how sure we are. */
export function addLeaderboardCommand(program: Command): void {
  program
    .command('leaderboard')
    .argument('<run>', 'number or id of a run, or "latest"')
    .description('print the leaderboard of a run')
    .option('--win-rate-against <contestant>', 'also how often everybody beats this contestant, in percent')
    .option('--json', 'print one JSON document')
    .action(async (wanted: string, options: { winRateAgainst?: string; json?: boolean }) => {
      try {
        await withInstallation(async (installation) => {
          const run = await requireRun(installation, wanted);
          const { database, scope } = installation;
          const fitted = await currentLeaderboard(database, scope, run);
          const reference = options.winRateAgainst;
          const content =
            reference === undefined
              ? fitted
              : { ...fitted, winRates: await readWinRates(database, scope, { run, reference }) };
          const coverage = await planCoverage(database, scope, run);
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
          else process.stdout.write(leaderboardText(run, content, coverage));
        });
      } catch (error) {
        fail(error, { json: options.json === true });
      }
    });
}
