import { type Command, Option } from 'commander';
import { DATASET_FORMATS, type DatasetFormat } from '#lib/dataset/dataset-row.ts';
import { JoustError } from '#lib/errors.ts';
import type { DatasetSource } from '#lib/pipeline/file-source.ts';
import { importResponses } from '#lib/pipeline/import-responses.ts';
import {
  demandFormats,
  type Inspection,
  importFile,
  inspectFiles,
  type ReadingOptions,
  userMapping,
} from '#lib/pipeline/inspect-files.ts';
import type { MissingPolicy } from '#lib/pipeline/missing-answers.ts';
import { failImport } from './fail-import.ts';
import { chooseSources, sourceAt } from './import-sources.ts';
import { importText, inspectionText } from './import-text.ts';
import { withInstallation } from './installation.ts';
import { printJson, say } from './output.ts';
import { rowsProgress } from './rows-progress.ts';

interface ImportOptions {
  benchmark: string;
  format?: string;
  description?: string;
  contestant?: string;
  map?: string[];
  prompts?: string;
  key?: string;
  missing?: MissingPolicy;
  dryRun?: boolean;
  json?: boolean;
}

/** `joust import <path…> --benchmark NAME`: brings prompts and answers in, all or nothing. */
export function addImportCommand(program: Command): void {
  program
    .command('import')
    .argument('<path...>', 'files or folders of prompts and answers; docs/formats.md has all formats')
    .description('import prompts and answers into a benchmark, all or nothing')
    .requiredOption('--benchmark <name>', 'benchmark to create or extend')
    .option('--format <format>', `${DATASET_FORMATS.join(', ')}; recognised if left out`)
    .option(
      '--map <word=field>',
      'read a word of Joust from this field, as in prompt=question; repeatable',
      collect,
      [],
    )
    .option('--contestant <name>', 'whose answers these are, where the file does not say; else the name of the file')
    .option('--prompts <file>', 'prompts that the answers are joined to')
    .option('--key <field>', 'field that joins answers to prompts, as in --key custom_id')
    .addOption(
      new Option('--missing <policy>', 'what to do when a contestant does not answer every prompt').choices([
        'leave-out',
        'refuse',
      ]),
    )
    .option('--description <text>', 'what the benchmark is about')
    .option('--dry-run', 'read and check everything, store nothing')
    .option('--json', 'print one JSON document')
    .action(runImport);
}

function collect(value: string, earlier: string[] = []): string[] {
  return [...earlier, value];
}

async function runImport(paths: string[], options: ImportOptions): Promise<void> {
  try {
    const found = await inspect(paths, options);
    say(inspectionText(found.inspection));
    demandFormats(found.inspection);
    const result = await withInstallation(({ database, scope }) =>
      importResponses({
        database,
        scope,
        benchmark: options.benchmark,
        description: options.description,
        files: found.sources.map((source, index) => importFile(source, found.inspection.files[index]!.reading!)),
        missing: options.missing,
        dryRun: options.dryRun,
        onProgress: rowsProgress(),
      }),
    );
    if (options.json) printJson({ ...result, files: found.inspection.files });
    else say(importText(result));
  } catch (error) {
    failImport(error, { json: options.json === true });
  }
}

/** The files in the order in which they are inspected and imported: prompts to join to come first. */
async function inspect(
  paths: readonly string[],
  options: ImportOptions,
): Promise<{ sources: DatasetSource[]; inspection: Inspection }> {
  const given: ReadingOptions = {
    format: formatOf(options.format),
    mapping: mappingOf(options.map ?? []),
    contestant: options.contestant,
    key: options.key,
  };
  const sources = await chooseSources(paths);
  const prompts = options.prompts === undefined ? null : await sourceAt(options.prompts);
  const inspection = await inspectFiles(sources, { ...given, prompts });
  return { sources: prompts === null ? sources : [prompts, ...sources], inspection };
}

function formatOf(text: string | undefined): DatasetFormat | undefined {
  const known = DATASET_FORMATS.find((name) => name === text);
  if (text === undefined || known !== undefined) return known;
  throw new JoustError({
    code: 'unknown-format',
    expected: `one of ${DATASET_FORMATS.join(', ')}`,
    got: text,
    fix: 'Leave --format out to have it recognised.',
  });
}

function mappingOf(entries: readonly string[]): Record<string, string> {
  return userMapping(
    entries.map((entry) => {
      const equals = entry.indexOf('=');
      if (equals > 0) return { word: entry.slice(0, equals).trim(), field: entry.slice(equals + 1).trim() };
      throw new JoustError({
        code: 'bad-mapping',
        expected: 'WORD=FIELD, as in prompt=question',
        got: entry,
        fix: 'Give every --map a word of Joust and the field of the file that holds it.',
      });
    }),
  );
}
