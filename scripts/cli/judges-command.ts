import type { Command } from 'commander';
import { type JudgeMonth, listJudgeCaps, listJudgeMonths, setJudgeCap } from '#lib/db/judge-months.ts';
import { JoustError } from '#lib/errors.ts';
import { type Installation, withInstallation } from './installation.ts';
import { addJudgeProbeCommand } from './judge-probe-command.ts';
import { moneyText } from './money-text.ts';
import { fail, printJson, say } from './output.ts';
import { table } from './table.ts';

interface JudgesOptions {
  json?: boolean;
}

/** `joust judges spend`, `joust judges cap JUDGE USD|none` and `joust judges probe`. */
export function addJudgesCommand(program: Command): void {
  const judges = program
    .command('judges')
    .description('what judges cost each month and may cost, and what they can do');
  judges
    .command('spend')
    .description('what each judge cost in each calendar month (UTC), over all runs')
    .option('--json', 'print one JSON document')
    .action((options: JudgesOptions) => carryOut(options, (installation) => printSpend(installation, options)));
  judges
    .command('cap')
    .argument('<judge>', 'name of a judge, as `joust judges spend` lists it')
    .argument('<usd>', 'what it may cost in a calendar month (UTC) over all runs, or "none"')
    .description('set or remove the monthly cap of a judge; runs pause before they exceed it')
    .option('--json', 'print one JSON document')
    .action((judge: string, usd: string, options: JudgesOptions) =>
      carryOut(options, (installation) => cap(installation, { judge, usd, options })),
    );
  addJudgeProbeCommand(judges);
}

async function carryOut(options: JudgesOptions, work: (installation: Installation) => Promise<void>): Promise<void> {
  try {
    await withInstallation(work);
  } catch (error) {
    fail(error, { json: options.json === true });
  }
}

async function printSpend({ database, scope }: Installation, options: JudgesOptions): Promise<void> {
  const [months, caps] = await Promise.all([listJudgeMonths(database, scope), listJudgeCaps(database, scope)]);
  if (options.json) return printJson({ months, caps });
  if (months.length === 0) return say('No judge has cost anything yet.');
  const capOf = new Map(caps.map(({ judge, monthlyCap }) => [judge, monthlyCap]));
  process.stdout.write(
    table(
      ['Month', 'Judge', 'Spend', 'Cap', 'Requests', 'Input tokens', 'Output tokens'],
      months.map((line) => [
        line.month,
        line.judge,
        spendText(line),
        capText(capOf.get(line.judge) ?? null),
        String(line.requests),
        String(line.inputTokens),
        String(line.outputTokens),
      ]),
    ),
  );
}

async function cap(
  { database, scope }: Installation,
  { judge, usd, options }: { judge: string; usd: string; options: JudgesOptions },
): Promise<void> {
  const monthlyCap = usd === 'none' ? null : Number(usd);
  if (monthlyCap !== null && !(usd.trim() !== '' && monthlyCap > 0 && monthlyCap <= 1e9))
    throw new JoustError({
      code: 'bad-cap',
      expected: 'USD above 0, at most 1000000000, or "none"',
      got: JSON.stringify(usd),
      fix: 'See `joust judges cap --help`.',
    });
  if (!(await setJudgeCap(database, scope, { judge, monthlyCap }))) {
    const names = (await listJudgeCaps(database, scope)).map((one) => one.judge);
    throw new JoustError({
      code: 'judge-not-found',
      expected: 'the name of a judge that a run was planned with',
      got: JSON.stringify(judge),
      fix: names.length === 0 ? 'Plan a run with it first.' : `Judges: ${names.join(', ')}.`,
    });
  }
  if (options.json) return printJson({ judge, monthlyCap });
  say(
    monthlyCap === null
      ? `${judge} has no monthly cap any more.`
      : `${judge} may cost $${moneyText(monthlyCap)} a month.`,
  );
}

function spendText({ spend, priceKnown }: JudgeMonth): string {
  if (priceKnown) return `$${moneyText(spend)}`;
  return spend === 0 ? 'unknown price' : `$${moneyText(spend)} and what has no price`;
}

function capText(cap: number | null): string {
  return cap === null ? '–' : `$${moneyText(cap)}`;
}
