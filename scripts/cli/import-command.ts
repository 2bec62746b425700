import { basename, relative } from 'node:path';
import type { Command } from 'commander';
import type { DatasetFormat } from '#lib/dataset/dataset-row.ts';
import { detectFormat } from '#lib/dataset/detect-format.ts';
import { firstRecord, readDatasetBatches } from '#lib/dataset/read-dataset.ts';
import { selectDatasetFiles } from '#lib/dataset/select-dataset-files.ts';
import { JoustError } from '#lib/errors.ts';
import { ImportRejected } from '#lib/pipeline/import-rejected.ts';
import { type ImportFile, type ImportResult, importResponses } from '#lib/pipeline/import-responses.ts';
import { expandPaths, readFileChunks } from './import-files.ts';
import { withInstallation } from './installation.ts';
import { FAILED, fail, printJson, say } from './output.ts';

interface ImportOptions {
  benchmark: string;
  format?: string;
  description?: string;
  json?: boolean;
}

/** `joust import <path…> --benchmark NAME`: brings prompts and answers in, all or nothing. */
export function addImportCommand(program: Command): void {
  program
    .command('import')
    .argument('<path...>', 'files or folders of prompts and responses, JSON lines, optionally gzip')
    .description('import prompts and responses into a benchmark, all or nothing')
    .requiredOption('--benchmark <name>', 'benchmark to create or extend')
    .option('--format <format>', 'joust or fastchat; recognised if left out')
    .option('--description <text>', 'what the benchmark is about')
    .option('--json', 'print one JSON document')
    .action(async (paths: string[], options: ImportOptions) => {
      try {
        const files = await chooseFiles(paths, formatOf(options.format));
        const result = await withInstallation(({ database, scope }) =>
          importResponses({
            database,
            scope,
            benchmark: options.benchmark,
            description: options.description,
            files,
            onProgress: progress(),
          }),
        );
        if (options.json) printJson(result);
        else sayResult(result);
      } catch (error) {
        if (!(error instanceof ImportRejected)) return fail(error, { json: options.json === true });
        if (options.json) printJson({ error: { ...error.report, badRows: error.badRows, rows: error.problems } });
        else sayProblems(error);
        if (!options.json) fail(error, { json: false });
        process.exitCode = FAILED;
      }
    });
}

async function chooseFiles(paths: readonly string[], format: DatasetFormat | null): Promise<ImportFile[]> {
  const chosen: ImportFile[] = [];
  for (const { name, path } of namedFiles(await expandPaths(paths))) {
    const found = format ?? detectFormat(await firstRecord({ name, chunks: readFileChunks(path) }));
    if (found === null) throw unknownFormat(await firstFault(name, path));
    say(`${name}: ${found} format`);
    chosen.push({ name, format: found, chunks: readFileChunks(path) });
  }
  return chosen;
}

/** Files under short names, or under their paths where two would be called the same. */
function namedFiles(expanded: Awaited<ReturnType<typeof expandPaths>>): { name: string; path: string }[] {
  const named = expanded.flatMap(({ folder, files }) =>
    folder === null
      ? files.map((path) => ({ name: basename(path), path }))
      : chooseInFolder(folder, files).map((path) => ({ name: relative(folder, path), path })),
  );
  const isTaken = (name: string) => named.filter((one) => one.name === name).length > 1;
  return named.map(({ name, path }) => ({ name: isTaken(name) ? path : name, path }));
}

function chooseInFolder(folder: string, files: readonly string[]): string[] {
  const selection = selectDatasetFiles(files.map((path) => relative(folder, path)));
  if (selection.ignored.length > 0) say(`not imported from ${folder}: ${selection.ignored.join(', ')}`);
  const chosen = new Set(selection.chosen);
  const wanted = files.filter((path) => chosen.has(relative(folder, path)));
  if (wanted.length > 0) return wanted;
  throw new JoustError({
    code: 'nothing-to-import',
    expected: 'prompts or responses as .jsonl or .jsonl.gz',
    got: `none in ${folder}`,
    fix: 'Name the files themselves.',
  });
}

function formatOf(text: string | undefined): DatasetFormat | null {
  if (text === undefined) return null;
  if (text === 'joust' || text === 'fastchat') return text;
  throw new JoustError({
    code: 'unknown-format',
    expected: 'joust or fastchat',
    got: text,
    fix: 'Leave --format out to have it recognised.',
  });
}

/** What came where the first record was looked for, with its place. */
async function firstFault(name: string, path: string): Promise<{ got: string; fix: string }> {
  const fix = 'See docs/formats.md, or name the format with --format.';
  for await (const [row] of readDatasetBatches({ name, chunks: readFileChunks(path) }, 'joust')) {
    const problem = row?.kind === 'bad' ? row.problems.find(({ field }) => field === 'line') : undefined;
    const place = `${name}:${row?.line}`;
    if (!problem) return { got: `${place}, a record with other fields`, fix };
    return { got: `${place}: not ${problem.expected}: ${problem.got}`, fix: `${problem.fix} See docs/formats.md.` };
  }
  return { got: `${name}, which has no lines`, fix };
}

function unknownFormat({ got, fix }: { got: string; fix: string }): JoustError {
  return new JoustError({
    code: 'unknown-format',
    expected:
      'a first line like {"prompt_id", "turns"}, {"prompt_id", "contestant", "turns"} or a FastChat question or answer',
    got,
    fix,
  });
}

function progress(): (rows: number) => void {
  let saidAt = Date.now();
  return (rows) => {
    if (Date.now() - saidAt < 1_000) return;
    saidAt = Date.now();
    say(`${rows.toLocaleString('en')} rows read`);
  };
}

function sayResult(result: ImportResult): void {
  say(
    `Benchmark "${result.benchmark}", version ${result.version}: ${result.prompts} prompts, ${result.responses} responses imported.`,
  );
  for (const one of result.submissions) {
    const notes = [
      one.kept > 0 ? `${one.kept} earlier answers kept` : '',
      one.missing > 0 ? `${one.missing} missing` : '',
      one.empty > 0 ? `${one.empty} empty` : '',
    ].filter(Boolean);
    say(`  ${one.contestant}: ${one.responses} responses${notes.length > 0 ? ` (${notes.join(', ')})` : ''}`);
  }
}

function sayProblems(rejected: ImportRejected): void {
  for (const { file, line, field, expected, got, fix } of rejected.problems) {
    say(`${file}:${line}  ${field}: expected ${expected}; got ${got}. ${fix}`);
  }
  const listed = new Set(rejected.problems.map(({ file, line }) => `${file}:${line}`)).size;
  if (rejected.badRows > listed) say(`… and ${rejected.badRows - listed} more bad rows`);
}
