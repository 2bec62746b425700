import type { TeamScope } from '#lib/access/team-scope.ts';
import type { Queryable } from '#lib/db/database.ts';
import { entrantsOf, entrantsOfRun, newestVersion } from '#lib/db/entrants.ts';
import { type JudgeVersionSettings, judgeVersionSettings } from '#lib/db/judge-settings.ts';
import type { RunJudge, RunRow } from '#lib/db/run-row.ts';
import { JoustError } from '#lib/errors.ts';
import { modelFamily } from '#lib/judging/model-family.ts';
import { priceOf } from '#lib/llm/prices.ts';
import {
  type RunSettings,
  type RunSettingsInput,
  runSettings,
  type SeatSettingsInput,
  SIMULATOR_ENDPOINT,
} from './run-settings.ts';

/** A run's settings, and whom they ask for that cannot play again. */
export interface RepeatedSettings {
  settings: RunSettings;
  /** Contestants of the run without answers in the newest version: deleted, or not answering any prompt of it. */
  gone: string[];
}

/**
 * The settings that plan a run again, on the newest version of its benchmark. Everybody plays again who still can; when that is
 * everybody there is, newcomers will play too.
 * @throws JoustError `schedule-not-repeatable` for verdicts that were imported, and for a newcomer's matches
 */
export async function settingsOfRun(database: Queryable, scope: TeamScope, run: RunRow): Promise<RepeatedSettings> {
  if (run.schedule === 'imported' || run.schedule === 'newcomer') throw notRepeatable(run);
  const { schedule } = run;
  const [played, version, judges] = await Promise.all([
    entrantsOfRun(database, scope, run.id),
    newestVersion(database, scope, run.benchmark),
    Promise.all(seatsOf(run).map((judge) => repeatedJudge(database, scope, judge))),
  ]);
  const available = new Set(
    version ? (await entrantsOf(database, scope, version.id)).map((entrant) => entrant.name) : [],
  );
  const names = played.map((entrant) => entrant.name);
  const playing = names.filter((name) => available.has(name));
  const anchors = played.filter((entrant) => entrant.anchor && available.has(entrant.name)).map(({ name }) => name);
  const parsed = runSettings.safeParse({
    benchmark: run.benchmark,
    contestants: playing.length === available.size || playing.length === 0 ? null : playing,
    schedule,
    anchors: run.schedule === 'anchored' ? anchors : [],
    rounds: run.rounds,
    judges,
    combination: run.combination,
    excludeFamily: run.excludeFamily,
    samples: run.samples,
    ...templatesOf(run),
    bothOrders: run.bothOrders,
    seed: run.seed,
    inFlight: run.inFlight,
    maxCalls: run.maxCalls,
    maxCost: run.maxCost,
    cacheMode: run.cacheMode,
  } satisfies RunSettingsInput);
  if (!parsed.success) throw notRepeatable(run);
  return { settings: parsed.data, gone: names.filter((name) => !available.has(name)) };
}

/** One version of each judge: the others differ by their template. */
function seatsOf({ judges }: RunRow): RunJudge[] {
  return judges.filter(({ seat }, index) => judges.findIndex((one) => one.seat === seat) === index);
}

/** All judges of a run are asked with the same templates; the first stands for them. */
function templatesOf({ judges }: RunRow): Pick<RunSettingsInput, 'template' | 'categoryTemplates'> {
  const first = judges.filter(({ seat }) => seat === judges[0]?.seat);
  const named = first.flatMap(({ templateId, categories }) => categories.map((one) => [one, templateId] as const));
  const template = first.find(({ categories }) => categories.length === 0)?.templateId;
  return { template, categoryTemplates: Object.fromEntries(named) };
}

/** Prices that were looked up are looked up again: they may have changed. */
async function repeatedJudge(
  database: Queryable,
  scope: TeamScope,
  { judgeVersionId, weight, family }: RunJudge,
): Promise<SeatSettingsInput> {
  const version = (await judgeVersionSettings(database, scope, judgeVersionId)) as JudgeVersionSettings;
  // What the name tells is told again.
  const judge = { ...version, weight, family: family === modelFamily(version.model) ? null : family };
  const { endpoint, model, inputPrice, outputPrice } = judge;
  const published = endpoint === SIMULATOR_ENDPOINT ? null : priceOf({ baseUrl: endpoint, model });
  const isPublished =
    endpoint === SIMULATOR_ENDPOINT ||
    (published?.inputPerMillion === inputPrice && published?.outputPerMillion === outputPrice);
  return isPublished ? { ...judge, inputPrice: null, outputPrice: null } : judge;
}

function notRepeatable(run: RunRow): JoustError {
  return new JoustError({
    code: 'schedule-not-repeatable',
    expected: 'a run that planned its matches here, for a board of its own',
    got: `run #${run.number}, schedule ${run.schedule}`,
    fix: 'Plan a new run on its benchmark, or repeat the one that its board began with.',
  });
}
