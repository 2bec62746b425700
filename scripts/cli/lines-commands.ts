import { once } from 'node:events';
import type { Command } from 'commander';
import { judgementLines, matchLines } from '#lib/db/match-lines.ts';
import { reportOf } from '#lib/errors.ts';
import { type Installation, requireRun, withInstallation } from './installation.ts';
import { FAILED, fail, printJsonLine } from './output.ts';

/** `joust matches RUN`: one match a line, as JSON. */
export function addMatchesCommand(program: Command): void {
  program
    .command('matches')
    .argument('<run>', 'number or id of a run, or "latest"')
    .description('print the matches of a run, one JSON object a line')
    .option('--json', 'the same lines; an error is one too')
    .action((run: string, options: LinesOptions) =>
      printLines(run, options, (installation, runId) =>
        matchLines(installation.database, installation.scope, runId, writeLines),
      ),
    );
}

/** `joust judgements RUN`: one judgement a line, as JSON that `joust rank` reads. */
export function addJudgementsCommand(program: Command): void {
  program
    .command('judgements')
    .argument('<run>', 'number or id of a run, or "latest"')
    .description('print the judgements of a run, one JSON object a line; `joust rank -` reads them')
    .option('--json', 'the same lines; an error is one too')
    .action((run: string, options: LinesOptions) =>
      printLines(run, options, (installation, runId) =>
        judgementLines(installation.database, installation.scope, runId, writeLines),
      ),
    );
}

interface LinesOptions {
  json?: boolean;
}

async function printLines(
  reference: string,
  options: LinesOptions,
  print: (installation: Installation, runId: string) => Promise<void>,
): Promise<void> {
  try {
    await withInstallation(async (installation) => print(installation, (await requireRun(installation, reference)).id));
  } catch (error) {
    if (options.json) printJsonLine({ error: reportOf(error) });
    else fail(error, { json: false });
    process.exitCode = FAILED;
  }
}

async function writeLines(lines: readonly object[]): Promise<void> {
  const text = lines.map((line) => `${JSON.stringify(line)}\n`).join('');
  if (!process.stdout.write(text)) await once(process.stdout, 'drain');
}
