import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import type { Writable } from 'node:stream';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Command } from 'commander';
import { JoustError } from '#lib/errors.ts';
import { EXPORT_FORMATS, type ExportFormat, exportFormat } from '#lib/pipeline/export-formats.ts';
import { exportRun } from '#lib/pipeline/export-run.ts';
import { requireRun, withInstallation } from './installation.ts';
import { fail, say } from './output.ts';

interface ExportOptions {
  format?: string;
  chart?: string;
  out?: string;
}

const CHARTS = ['ratings'];

/** `joust export RUN --format FORMAT`: a run's leaderboard, chart or matches as a file. */
export function addExportCommand(program: Command): void {
  program
    .command('export')
    .argument('<run>', 'number or id of a run, or "latest"')
    .description('write a run as a file: its leaderboard, its chart, or its matches for another tool')
    .requiredOption('--format <format>', Object.keys(EXPORT_FORMATS).join(', '))
    .option('--chart <name>', 'which chart, for svg and png: ratings')
    .option('--out <path>', 'file to write; standard output if left out')
    .action(async (reference: string, options: ExportOptions) => {
      try {
        const format = formatOf(options);
        await withInstallation(async (installation) => {
          const run = await requireRun(installation, reference);
          const pieces = exportRun(installation.database, installation.scope, { run, format });
          if (options.out === undefined) await writePieces(pieces, process.stdout);
          else await writeFile(pieces, options.out);
        });
        if (options.out !== undefined) say(`Wrote ${options.out}.`);
      } catch (error) {
        fail(error, { json: false });
      }
    });
}

function formatOf({ format = '', chart }: ExportOptions): ExportFormat {
  const found = exportFormat(format);
  if (found === null) throw badOption('--format', Object.keys(EXPORT_FORMATS).join(', '), format);
  if (chart === undefined) return found;
  if (!CHARTS.includes(chart)) throw badOption('--chart', CHARTS.join(', '), chart);
  if (EXPORT_FORMATS[found].part !== 'chart') throw badOption('--format', 'svg or png, with --chart', format);
  return found;
}

function badOption(option: string, expected: string, got: string): JoustError {
  return new JoustError({ code: 'bad-option', expected: `${option}: ${expected}`, got, fix: 'See --help.' });
}

/** Writes beside the target and renames: what is there under its name is whole. */
async function writeFile(pieces: AsyncIterable<string | Uint8Array>, path: string): Promise<void> {
  const partial = `${path}.${process.pid}.part`;
  try {
    await pipeline(Readable.from(pieces), createWriteStream(partial));
    await rename(partial, path);
  } catch (error) {
    await rm(partial, { force: true });
    if (!(error instanceof Error && 'code' in error)) throw error;
    const got = `${path}: ${error.message}`;
    throw new JoustError(
      {
        code: 'file-unwritable',
        expected: 'a file that can be written',
        got,
        fix: 'Check the folder and its permissions.',
      },
      { cause: error },
    );
  }
}

async function writePieces(pieces: AsyncIterable<string | Uint8Array>, out: Writable): Promise<void> {
  for await (const piece of pieces) {
    if (!out.write(piece)) await once(out, 'drain');
  }
}
