import type { Command } from 'commander';
import { isFinalOf, newestLeaderboard } from '#lib/db/leaderboards.ts';
import { planCoverage } from '#lib/db/plan-coverage.ts';
import type { RunRow } from '#lib/db/run-row.ts';
import { JoustError } from '#lib/errors.ts';
import { rankBoard } from '#lib/pipeline/rank-board.ts';
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
    .option('--json', 'print one JSON document')
    .action(async (reference: string, options: LeaderboardOptions) => {
      try {
        await withInstallation(async (installation) => {
          const run = await requireRun(installation, reference);
          if (options.byCategory || options.category !== undefined) return printCategories(installation, run, options);
          const content = await readLeaderboard(installation, run);
          const coverage = await planCoverage(installation.database, installation.scope, run);
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
