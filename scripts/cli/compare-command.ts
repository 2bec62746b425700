import type { Command } from 'commander';
import type { RunRow } from '#lib/db/run-row.ts';
import { JoustError } from '#lib/errors.ts';
import { type ComparedSubject, compareRuns, type RunComparison } from '#lib/pipeline/compare-runs.ts';
import { comparisonCsv, comparisonText } from './comparison-text.ts';
import { requireRun, withInstallation } from './installation.ts';
import { fail, printJson } from './output.ts';

interface CompareOptions {
  contestant?: string;
  with?: string;
  csv?: string | boolean;
  json?: boolean;
}

/** `joust compare A B`: what changed between two runs of one benchmark. */
export function addCompareCommand(program: Command): void {
  program
    .command('compare')
    .argument('<first>', 'number or id of a run')
    .argument('<second>', 'number or id of another run of the same benchmark, or "latest"')
    .description('compare two runs: ratings with intervals of their differences, agreement, verdicts that flipped')
    .option('--contestant <name>', 'of the first run: compare it with another of the second, against common opponents')
    .option('--with <name>', 'of the second run; the same name if left out')
    .option('--csv [table]', 'print "ratings" (default) or "flips" as CSV')
    .option('--json', 'print one JSON document')
    .action(async (first: string, second: string, options: CompareOptions) => {
      try {
        const table = tableOf(options.csv);
        const subject = subjectOf(options);
        const { runs, comparison } = await withInstallation(async (installation) => {
          const { database, scope } = installation;
          const found = {
            first: await requireRun(installation, first),
            second: await requireRun(installation, second),
          };
          return { runs: found, comparison: await compareRuns(database, scope, { ...found, subject }) };
        });
        if (options.json) printJson(documentOf(runs, comparison));
        else process.stdout.write(table ? comparisonCsv(comparison, table) : comparisonText(runs, comparison));
      } catch (error) {
        fail(error, { json: options.json === true });
      }
    });
}

function documentOf({ first, second }: { first: RunRow; second: RunRow }, comparison: RunComparison) {
  const named = (run: RunRow) => ({
    run: run.id,
    number: run.number,
    name: run.name,
    benchmark: run.benchmark,
    benchmarkVersion: run.benchmarkVersion,
    judge: run.judgeName,
    schedule: run.schedule,
    simulated: run.simulated,
  });
  return { first: named(first), second: named(second), ...comparison };
}

function subjectOf(options: CompareOptions): ComparedSubject | null {
  if (options.contestant !== undefined) {
    return { first: options.contestant, second: options.with ?? options.contestant };
  }
  if (options.with === undefined) return null;
  throw new JoustError({
    code: 'bad-usage',
    expected: '--contestant beside --with',
    got: 'only --with',
    fix: 'Name the contestant of the first run with --contestant.',
  });
}

function tableOf(csv: string | boolean | undefined): 'ratings' | 'flips' | null {
  if (csv === undefined || csv === false) return null;
  if (csv === true || csv === 'ratings') return 'ratings';
  if (csv === 'flips') return 'flips';
  throw new JoustError({
    code: 'bad-usage',
    expected: '--csv ratings or --csv flips',
    got: JSON.stringify(csv),
    fix: 'See `joust compare --help`.',
  });
}
