import type { Command } from 'commander';
import { JoustError } from '#lib/errors.ts';
import type { ItemStatistics, ItemThresholds } from '#lib/feedback/item-analysis.ts';
import { itemReport, itemThresholds } from '#lib/pipeline/item-report.ts';
import { requireRun, withInstallation } from './installation.ts';
import { fail, printJson, say } from './output.ts';
import { table } from './table.ts';

type ItemsOptions = { [Threshold in keyof ItemThresholds]?: string } & { all?: boolean; json?: boolean };

/** `joust items RUN`: which prompts tell contestants apart, and which are saturated, noisy or there twice. */
export function addItemsCommand(program: Command): void {
  program
    .command('items')
    .argument('<run>', 'number or id of a run, or "latest"')
    .description('analyse the prompts of a run: saturated, noisy, weak and duplicate ones; see docs/items.md')
    .option('--minimum <n>', 'matches below which nothing is flagged')
    .option('--saturated <share>', 'share of ties from which a prompt is saturated')
    .option('--noisy <share>', 'share of inconsistent matches from which it is noisy')
    .option('--surprise <z>', 'standard deviations more upsets than expected from which it goes against the ratings')
    .option('--discrimination <r>', 'correlation below which it is weak')
    .option('--duplicate <share>', 'similarity of texts from which prompts are duplicates')
    .option('--all', 'prompts without a flag too')
    .option('--json', 'print one JSON document, with every prompt')
    .action(async (reference: string, options: ItemsOptions) => {
      try {
        const thresholds = thresholdsOf(options);
        const { run, report } = await withInstallation(async (installation) => {
          const found = await requireRun(installation, reference);
          const { database, scope } = installation;
          return { run: found, report: await itemReport(database, scope, { run: found, thresholds }) };
        });
        if (options.json) {
          const { id, number, benchmark, simulated } = run;
          return printJson({ run: id, number, benchmark, simulated, ...report });
        }
        const shown = options.all ? report.items : report.items.filter(({ flags }) => flags.length > 0);
        process.stdout.write(itemsTable(shown));
        say(
          `${report.items.filter(({ flags }) => flags.length > 0).length} of ${report.items.length} prompts are flagged.`,
        );
      } catch (error) {
        fail(error, { json: options.json === true });
      }
    });
}

function thresholdsOf({ all: _all, json: _json, ...given }: ItemsOptions): ItemThresholds {
  const parsed = itemThresholds.safeParse(given);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const name = String(issue?.path[0]);
  throw new JoustError({
    code: 'bad-threshold',
    expected: `--${name}: ${issue?.message}`,
    got: JSON.stringify(given[name as keyof ItemThresholds]),
    fix: 'See `joust items --help`.',
  });
}

function itemsTable(items: readonly ItemStatistics[]): string {
  const share = (value: number | null) => (value === null ? '–' : `${(value * 100).toFixed(1)} %`);
  return table(
    ['prompt', 'flags', 'matches', 'ties', 'inconsistent', 'discrimination', 'upsets', 'duplicates'],
    items.map((item) => [
      item.promptKey,
      item.flags.join(', '),
      String(item.matches),
      share(item.tieShare),
      share(item.inconsistentShare),
      item.discrimination === null ? '–' : item.discrimination.toFixed(2),
      `${item.upsets} (${item.expectedUpsets.toFixed(1)})`,
      item.duplicates.map(({ promptKey }) => promptKey).join(', '),
    ]),
  );
}
