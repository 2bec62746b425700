import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { JoustError } from '#lib/errors.ts';
import { readRatings } from '../simulation/read-ratings.ts';
import { simulateOnThreads } from '../simulation/simulate-on-threads.ts';
import type { SimulatedSetting } from '../simulation/simulate-trial.ts';
import { SIMULATED_SCHEDULES, type SimulatedSchedule } from '../simulation/simulated-games.ts';
import { spreadRatings } from '../simulation/spread-ratings.ts';
import { type TrialSummary, trialSummary } from '../simulation/trial-summary.ts';
import { fail, printJson, say } from './output.ts';
import { progressLine } from './simulation-progress.ts';
import { table } from './table.ts';

interface SimulateFlags {
  ratings?: string;
  contestants: string;
  prompts: string;
  accuracy: string;
  firstAdvantage: string;
  schedule: string;
  reference?: string;
  trials: string;
  seed: string;
  json?: boolean;
  csv?: boolean;
}

type Line = Pick<SimulatedSetting, 'schedule' | 'prompts' | 'accuracy'> & { contestants: number } & TrialSummary;

const HEAD = ['schedule', 'contestants', 'prompts', 'accuracy', 'matches', 'trials', 'lower', 'median', 'upper'];

/** Adds `joust simulate`: how well a schedule recovers known ratings before a judge that errs. Needs no database. */
export function addSimulateCommand(program: Command): void {
  program
    .command('simulate')
    .description('how well schedules recover known ratings: quartiles of Spearman’s correlation over simulated runs')
    .option('--ratings <file>', 'CSV with true ratings, the highest are taken; else drawn from a normal distribution')
    .option('--contestants <n,…>', 'how many compete', '16')
    .option('--prompts <n,…>', 'prompts each of them answered', '100')
    .option('--accuracy <p,…>', 'share of verdicts that report the outcome as it fell, 0.5 to 1', '0.9')
    .option('--first-advantage <points>', 'rating points for being shown first', '0')
    .option('--schedule <kind,…>', `${SIMULATED_SCHEDULES.join(', ')}`, 'knockout,random')
    .option('--reference <rating>', 'rating of the contestant that `reference` compares with; default the median')
    .option('--trials <n>', 'runs of each setting', '50')
    .option('--seed <seed>', 'decides everything random', '1')
    .option('--json', 'print one JSON document')
    .option('--csv', 'print CSV')
    .action(simulate);
}

async function simulate(flags: SimulateFlags): Promise<void> {
  try {
    const settings = settingsOf(flags);
    const trials = wholeNumber('--trials', flags.trials, 1);
    const progress = progressLine();
    const results = await simulateOnThreads({ settings, trials, onTrial: progress.show });
    progress.end();
    const lines = settings.map(
      ({ ratings, schedule, prompts, accuracy }, index): Line => ({
        schedule,
        contestants: ratings.length,
        prompts,
        accuracy,
        ...trialSummary(results[index] ?? []),
      }),
    );
    print(lines, flags);
  } catch (thrown) {
    fail(thrown, { json: flags.json === true });
  }
}

function print(lines: readonly Line[], flags: SimulateFlags): void {
  if (flags.json) {
    printJson({ simulated: true, seed: flags.seed, settings: lines });
    return;
  }
  const cells = lines.map((line) => [
    line.schedule,
    String(line.contestants),
    String(line.prompts),
    String(line.accuracy),
    String(line.matches),
    String(line.trials),
    ...[line.lowerQuartile, line.median, line.upperQuartile].map((value) => value?.toFixed(3) ?? '–'),
  ]);
  if (flags.csv) process.stdout.write(`${[HEAD, ...cells].map((row) => row.join(',')).join('\n')}\n`);
  else process.stdout.write(table(HEAD, cells));
  say('simulated: quartiles of Spearman’s correlation with the true ratings');
}

function settingsOf(flags: SimulateFlags): SimulatedSetting[] {
  const known = flags.ratings === undefined ? null : readRatings(readFileSync(flags.ratings, 'utf8'), flags.ratings);
  const firstAdvantage = Number(flags.firstAdvantage);
  if (!Number.isFinite(firstAdvantage)) throw badOption('--first-advantage', 'rating points', flags.firstAdvantage);
  return listOf(flags.contestants).flatMap((count) => {
    const contestants = wholeNumber('--contestants', count, 2);
    const ratings = known === null ? spreadRatings(contestants) : topOf(known, contestants);
    const reference = flags.reference === undefined ? medianOf(ratings) : Number(flags.reference);
    if (!Number.isFinite(reference)) throw badOption('--reference', 'a rating', flags.reference);
    return listOf(flags.prompts).flatMap((prompts) =>
      listOf(flags.accuracy).flatMap((accuracy) =>
        listOf(flags.schedule).map((schedule) => ({
          ratings,
          prompts: wholeNumber('--prompts', prompts, 1),
          accuracy: accuracyOf(accuracy),
          firstAdvantage,
          schedule: scheduleNamed(schedule),
          reference,
          seed: flags.seed,
        })),
      ),
    );
  });
}

function topOf(known: readonly number[], contestants: number): number[] {
  if (known.length >= contestants) return known.slice(0, contestants);
  throw badOption('--contestants', `${known.length} at most, as many as the file has ratings`, String(contestants));
}

function medianOf(ratings: readonly number[]): number {
  return ratings[Math.floor(ratings.length / 2)] as number;
}

function scheduleNamed(text: string): SimulatedSchedule {
  const schedule = SIMULATED_SCHEDULES.find((kind) => kind === text);
  if (schedule !== undefined) return schedule;
  throw badOption('--schedule', SIMULATED_SCHEDULES.join(', '), text);
}

function accuracyOf(text: string): number {
  const accuracy = Number(text);
  if (accuracy >= 0.5 && accuracy <= 1) return accuracy;
  throw badOption('--accuracy', 'a share between 0.5 and 1', text);
}

function wholeNumber(option: string, text: string, least: number): number {
  const value = Number(text);
  if (Number.isSafeInteger(value) && value >= least) return value;
  throw badOption(option, `a whole number, ${least} or more`, text);
}

function listOf(text: string): string[] {
  return text.split(',').map((item) => item.trim());
}

function badOption(option: string, expected: string, got: string | undefined): JoustError {
  return new JoustError({
    code: 'bad-option',
    expected: `${option}: ${expected}`,
    got: `${got}`,
    fix: 'See `joust simulate --help`.',
  });
}
