import type { Command } from 'commander';
import { setArchived, writeLabels } from '#lib/pipeline/label-run.ts';
import { type Installation, requireRun, withInstallation } from './installation.ts';
import { fail, printJson, say } from './output.ts';

interface LabelOptions {
  json?: boolean;
}

/** `joust name|note|archive|unarchive RUN`: what people write on runs, and which of them lists leave out. */
export function addLabelCommands(program: Command): void {
  program
    .command('name')
    .argument('<run>', 'number or id of a run, or "latest"')
    .argument('<text>', 'its name; "" takes it away')
    .description('name a run')
    .option('--json', 'print one JSON document')
    .action((run: string, text: string, options: LabelOptions) => label(run, { name: text }, options));
  program
    .command('note')
    .argument('<run>', 'number or id of a run, or "latest"')
    .argument('<text>', 'notes on it, in place of those it has')
    .description('write notes on a run')
    .option('--json', 'print one JSON document')
    .action((run: string, text: string, options: LabelOptions) => label(run, { notes: text }, options));
  for (const { verb, archived } of [
    { verb: 'archive', archived: true },
    { verb: 'unarchive', archived: false },
  ]) {
    program
      .command(verb)
      .argument('<run...>', 'numbers or ids of runs')
      .description(archived ? 'leave ended runs out of lists; nothing of them is lost' : 'show archived runs again')
      .option('--json', 'print one JSON document')
      .action((runs: string[], options: LabelOptions) => archive(runs, archived, options));
  }
}

async function label(reference: string, labels: { name?: string; notes?: string }, options: LabelOptions) {
  await change(options, async (installation) => {
    const run = await requireRun(installation, reference);
    await writeLabels(installation.database, run, labels);
    return [run.id];
  });
}

async function archive(references: readonly string[], archived: boolean, options: LabelOptions) {
  await change(options, async (installation) => {
    const runs = [];
    for (const reference of references) runs.push(await requireRun(installation, reference));
    for (const run of runs) await setArchived(installation.database, run, archived);
    return runs.map((run) => run.id);
  });
}

async function change(options: LabelOptions, work: (installation: Installation) => Promise<string[]>): Promise<void> {
  try {
    await withInstallation(async (installation) => {
      const changed = [];
      for (const id of await work(installation)) changed.push(await requireRun(installation, id));
      const runs = changed.map(({ id, number, name, notes, archivedAt }) => ({
        run: id,
        number,
        name,
        notes,
        archivedAt,
      }));
      if (options.json) return printJson({ runs });
      for (const run of runs) {
        say(`#${run.number}${run.name ? ` ${run.name}` : ''}${run.archivedAt ? ' (archived)' : ''}`);
        if (run.notes) say(run.notes);
      }
    });
  } catch (error) {
    fail(error, { json: options.json === true });
  }
}
