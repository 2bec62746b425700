import type { Command } from 'commander';
import { deletableContestant, submissionsOfContestant } from '#lib/db/deletions.ts';
import { JoustError } from '#lib/errors.ts';
import { deleteAnswers } from '#lib/pipeline/delete-answers.ts';
import { type DeletionEffect, type DeletionTarget, deletionEffect } from '#lib/pipeline/deletion-effect.ts';
import { confirmed } from './confirmed.ts';
import { deletionText } from './deletion-text.ts';
import { type Installation, withInstallation } from './installation.ts';
import { fail, printJson, say } from './output.ts';

interface DeleteOptions {
  benchmark?: string;
  yes?: boolean;
  json?: boolean;
}

/** `joust delete submission|contestant NAME…`: says what it does to boards, asks, deletes. */
export function addDeleteCommand(program: Command): void {
  program
    .command('delete')
    .argument('<what>', 'submission or contestant')
    .argument('<name...>', 'contestants by name; of a submission the id, or its contestant: then the newest')
    .description('delete answers: what was never played is gone, what was played loses its texts and keeps its results')
    .option('--benchmark <name>', 'of a submission: the benchmark it was uploaded for')
    .option('--yes', 'delete without asking')
    .option('--json', 'print one JSON document')
    .action(async (what: string, names: string[], options: DeleteOptions) => {
      try {
        await withInstallation((installation) => remove(installation, { what, names, options }));
      } catch (error) {
        fail(error, { json: options.json === true });
      }
    });
}

async function remove(
  installation: Installation,
  { what, names, options }: { what: string; names: readonly string[]; options: DeleteOptions },
): Promise<void> {
  const { database, scope } = installation;
  const targets: DeletionTarget[] = [];
  for (const name of names) targets.push(await targetOf(installation, { what, name, benchmark: options.benchmark }));
  const effects: DeletionEffect[] = [];
  for (const target of targets) effects.push(await deletionEffect(database, scope, target));
  for (const effect of effects) say(deletionText(effect));
  if (!(await confirmed(options, 'Delete?'))) return say('Nothing was deleted.');
  const deleted: DeletionEffect[] = [];
  for (const target of targets) deleted.push(await deleteAnswers(database, scope, target));
  if (options.json) printJson({ deleted: deleted.map(documentOf) });
  else say(`Deleted: ${deleted.map((effect) => effect.contestant).join(', ')}.`);
}

async function targetOf(
  { database, scope }: Installation,
  { what, name, benchmark }: { what: string; name: string; benchmark: string | undefined },
): Promise<DeletionTarget> {
  if (what === 'contestant') return { kind: 'contestant', reference: name };
  if (what !== 'submission') throw badWhat(what);
  const contestant = await deletableContestant(database, scope, name);
  if (!contestant) return { kind: 'submission', id: name };
  const all = await submissionsOfContestant(database, scope, contestant.id);
  const fitting = all.filter((one) => benchmark === undefined || one.benchmark === benchmark);
  const benchmarks = [...new Set(fitting.map((one) => one.benchmark))];
  if (benchmarks.length > 1) throw severalBenchmarks(name, benchmarks);
  return { kind: 'submission', id: fitting[0]?.id ?? name };
}

/** A deletion as other programs see it. */
function documentOf({ kind, contestant, submissions, answers, removed, erased, runs }: DeletionEffect) {
  return {
    kind,
    contestant,
    answers,
    runs,
    submissions: submissions.map(({ id, benchmark }) => ({
      id,
      benchmark,
      effect: removed.includes(id) ? 'removed' : erased.includes(id) ? 'erased' : 'kept',
    })),
  };
}

function badWhat(got: string): JoustError {
  return new JoustError({
    code: 'bad-usage',
    expected: '"submission" or "contestant"',
    got: JSON.stringify(got),
    fix: 'See `joust delete --help`.',
  });
}

function severalBenchmarks(name: string, benchmarks: readonly string[]): JoustError {
  return new JoustError({
    code: 'several-submissions',
    expected: `one benchmark that ${name} has answers for, or --benchmark`,
    got: benchmarks.join(', '),
    fix: 'Say which with --benchmark NAME.',
  });
}
