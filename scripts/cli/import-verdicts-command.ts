import { basename, relative } from 'node:path';
import type { Command } from 'commander';
import { detectVerdictFormat } from '#lib/dataset/verdicts/detect-verdict-format.ts';
import { firstVerdictRecord } from '#lib/dataset/verdicts/read-verdicts.ts';
import { VERDICT_FORMATS, type VerdictFormat } from '#lib/dataset/verdicts/verdict-row.ts';
import { JoustError } from '#lib/errors.ts';
import { type DatasetSource, fileSource, namedStream } from '#lib/pipeline/file-source.ts';
import { type ImportVerdictsResult, importVerdicts, type VerdictFile } from '#lib/pipeline/import-verdicts.ts';
import { rankBoard } from '#lib/pipeline/rank-board.ts';
import { failImport } from './fail-import.ts';
import { expandPaths } from './import-files.ts';
import { withInstallation } from './installation.ts';
import { printJson, say } from './output.ts';
import { rowsProgress } from './rows-progress.ts';

interface ImportVerdictsOptions {
  benchmark: string;
  judge?: string;
  baseline?: string;
  format?: string;
  json?: boolean;
}

/** `joust import-verdicts <path…> --benchmark NAME`: verdicts given elsewhere become a run with a leaderboard. */
export function addImportVerdictsCommand(program: Command): void {
  program
    .command('import-verdicts')
    .argument('<path...>', 'files or folders of verdicts: JSON lines, a JSON array, CSV or Parquet; gzip or not')
    .description('make a run with a leaderboard of verdicts given elsewhere, all or nothing')
    .requiredOption('--benchmark <name>', 'benchmark they belong to; created, or extended by its unknown prompts')
    .option('--judge <name>', 'who judged, for rows that do not say', 'imported')
    .option('--baseline <name>', 'the baseline of Arena-Hard files that do not name it')
    .option('--format <format>', `${VERDICT_FORMATS.join(', ')}; recognised if left out`)
    .option('--json', 'print one JSON document')
    .action(async (paths: string[], options: ImportVerdictsOptions) => {
      try {
        const files = await chooseFiles(paths, formatOf(options.format));
        const result = await withInstallation(async ({ database, scope }) => {
          const { benchmark, judge, baseline } = options;
          const imported = await importVerdicts({
            database,
            scope,
            benchmark,
            files,
            judge,
            baseline,
            onProgress: rowsProgress(),
          });
          await rankBoard(database, scope, imported.run);
          return imported;
        });
        if (options.json) printJson(result);
        else sayResult(result);
      } catch (error) {
        failImport(error, { json: options.json === true });
      }
    });
}

/** The files that hold verdicts; one named by the user must, one found in a folder may hold something else. */
async function chooseFiles(paths: readonly string[], format: VerdictFormat | null): Promise<VerdictFile[]> {
  const chosen: VerdictFile[] = [];
  for (const { folder, files } of await expandPaths(paths)) {
    for (const path of files) {
      const name = folder === null ? basename(path) : relative(folder, path);
      const source = await fileSource({ path, name });
      const found = format ?? (await formatOfFile(source));
      if (found !== null) {
        say(`${name}: ${found} format`);
        chosen.push({ ...namedStream(source), format: found });
      } else if (folder === null) throw unknownFormat(name);
      else say(`not imported from ${folder}: ${name}`);
    }
  }
  if (chosen.length > 0) return chosen;
  throw unknownFormat(paths.join(', '));
}

async function formatOfFile(source: DatasetSource): Promise<VerdictFormat | null> {
  const record = await firstVerdictRecord(namedStream(source));
  return record === null ? null : detectVerdictFormat(record);
}

function formatOf(text: string | undefined): VerdictFormat | null {
  if (text === undefined) return null;
  const format = VERDICT_FORMATS.find((known) => known === text);
  if (format) return format;
  throw new JoustError({
    code: 'unknown-format',
    expected: VERDICT_FORMATS.join(', '),
    got: text,
    fix: 'Leave --format out to have it recognised.',
  });
}

function unknownFormat(name: string): JoustError {
  return new JoustError({
    code: 'unknown-format',
    expected: `verdicts as ${VERDICT_FORMATS.join(', ')}`,
    got: `${name}, whose first record has other fields`,
    fix: 'See docs/verdicts-and-exports.md, or name the format with --format.',
  });
}

function sayResult(result: ImportVerdictsResult): void {
  const { number, benchmark, version, judgements, matches, contestants, prompts, createdPrompts, responses } = result;
  say(
    `Run #${number}: ${judgements} judgements of ${matches} matches, ${contestants} contestants on ${prompts} prompts of "${benchmark}", version ${version}.`,
  );
  say(`  judged by ${result.judges.join(', ')}`);
  if (createdPrompts > 0) say(`  ${createdPrompts} prompts were new`);
  if (responses > 0) say(`  ${responses} answers were new`);
  const { self, inconsistent } = result.leftOut;
  if (self) say(`  left out: ${self} rows that compare a contestant with itself`);
  if (inconsistent) say(`  left out: ${inconsistent} rows that say "inconsistent", which is no judgement`);
  say(`See \`joust leaderboard ${number}\`.`);
}
