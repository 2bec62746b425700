import type { Command } from 'commander';
import { planCoverage } from '#lib/db/plan-coverage.ts';
import type { RunRow } from '#lib/db/run-row.ts';
import { currentLeaderboard } from '#lib/pipeline/current-leaderboard.ts';
import { readWinRates } from '#lib/pipeline/read-win-rates.ts';
import { categoryDocument, readCategoryBoards } from './category-document.ts';
import { type Installation, requireRun, withInstallation } from './installation.ts';
import { juryDocument } from './jury-document.ts';
import { leaderboardDocument } from './leaderboard-document.ts';
import { categoryText, leaderboardText } from './leaderboard-text.ts';
import { fail, printJson, printText } from './output.ts';

/** `joust leaderboard RUN`: who is best, and how sure we are. */
export function addLeaderboardCommand(program: Command): void {
  program
    .command('leaderboard')
    .argument('<run>', 'number or id of a run, or "latest"')
    .description('print the leaderboard of a run')
    .option('--category <name>', 'of the prompts of one category')
    .option('--by-category', 'of each category, one after the other')
    .option('--win-rate-against <contestant>', 'also how often everybody beats this contestant, in percent')
    .option('--json', 'print one JSON document')
    .action(async (wanted: string, options: LeaderboardOptions) => {
      try {
        await withInstallation(async (installation) => {
          const run = await requireRun(installation, wanted);
          if (options.byCategory || options.category !== undefined) return printCategories(installation, run, options);
          const { database, scope } = installation;
          const fitted = await currentLeaderboard(database, scope, run);
          const reference = options.winRateAgainst;
          const content =
            reference === undefined
              ? fitted
              : { ...fitted, winRates: await readWinRates(database, scope, { run, reference }) };
          const coverage = await planCoverage(database, scope, run);
          if (options.json) printJson({ ...aboutRun(run), coverage, ...leaderboardDocument(content) });
          else printText(leaderboardText(run, content, coverage));
        });
      } catch (error) {
        fail(error, { json: options.json === true });
      }
    });
}

interface LeaderboardOptions {
  category?: string;
  byCategory?: boolean;
  winRateAgainst?: string;
  json?: boolean;
}

function aboutRun(run: RunRow) {
  const { id, number, benchmark, judgeName, simulated, state } = run;
  return { run: id, number, benchmark, judge: judgeName, ...juryDocument(run), simulated, state };
}

async function printCategories(installation: Installation, run: RunRow, options: LeaderboardOptions): Promise<void> {
  const boards = await readCategoryBoards(installation, run, options.byCategory ? undefined : options.category);
  if (options.json) {
    const documents = boards.map(categoryDocument);
    printJson({ ...aboutRun(run), ...(options.byCategory ? { categories: documents } : documents[0]) });
    return;
  }
  printText(boards.map((board) => categoryText(run, board)).join('\n'));
}
