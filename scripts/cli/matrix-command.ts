import type { Command } from 'commander';
import { JoustError } from '#lib/errors.ts';
import { type CategoryMatrix, categoryMatrices } from '#lib/pipeline/category-boards.ts';
import { requireRun, withInstallation } from './installation.ts';
import { fail, printJson } from './output.ts';
import { table } from './table.ts';

interface MatrixOptions {
  category?: string;
  json?: boolean;
}

/** `joust matrix RUN`: who took how much from whom, and from how many games. */
export function addMatrixCommand(program: Command): void {
  program
    .command('matrix')
    .argument('<run>', 'number or id of a run, or "latest"')
    .description('print win rates and games of every pair of contestants')
    .option('--category <name>', 'of the prompts of one category')
    .option('--json', 'print one JSON document')
    .action(async (reference: string, options: MatrixOptions) => {
      try {
        await withInstallation(async (installation) => {
          const run = await requireRun(installation, reference);
          const matrices = await categoryMatrices(installation.database, installation.scope, run);
          const { matrix } = chosen(matrices, options.category);
          const head = { run: run.id, number: run.number, benchmark: run.benchmark, judge: run.judgeName };
          const about = { ...head, simulated: run.simulated, category: options.category ?? null };
          if (options.json) printJson({ ...about, ...matrix });
          else process.stdout.write(matrixText(matrix));
        });
      } catch (error) {
        fail(error, { json: options.json === true });
      }
    });
}

function chosen(matrices: readonly CategoryMatrix[], category: string | undefined): CategoryMatrix {
  const found = matrices.find((one) => one.category === (category ?? null));
  if (found) return found;
  const names = matrices.flatMap((one) => (one.category === null ? [] : [one.category]));
  throw new JoustError({
    code: 'no-category',
    expected: names.length === 0 ? 'no category: the prompts of this run have none' : `one of ${names.join(', ')}`,
    got: JSON.stringify(category),
    fix: 'Leave out --category for all prompts.',
  });
}

/** One line a pair that met, the row's share first. */
function matrixText({ contestants, winRate, games }: CategoryMatrix['matrix']): string {
  const rows = contestants.flatMap((one, row) =>
    contestants.flatMap((other, column) => {
      const share = winRate[row]?.[column] ?? null;
      if (share === null) return [];
      return [[one, other, `${(100 * share).toFixed(1)} %`, String(games[row]?.[column])]];
    }),
  );
  return table(['contestant', 'against', 'won', 'games'], rows);
}
