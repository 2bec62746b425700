import { createHash } from 'node:crypto';
import type { TeamScope } from '#lib/access/team-scope.ts';
import { listBenchmarks } from '#lib/db/benchmarks.ts';
import type { Database } from '#lib/db/database.ts';
import { type Entrant, entrantsOf, newestVersion } from '#lib/db/entrants.ts';
import { judgeFamilies } from '#lib/db/judge-families.ts';
import type { Plan } from '#lib/db/run-row.ts';
import { JoustError } from '#lib/errors.ts';
import type { PlannedMatch } from '#lib/tournament/planned-match.ts';
import { type ScheduleKind, scheduleOf } from '#lib/tournament/schedule.ts';
import { chosenTemplates, requireMaterial } from './chosen-templates.ts';
import { addEstimates } from './estimate-cost.ts';
import { type Field, loadField, promptEntrants } from './field.ts';
import { juryPrices } from './judge-price.ts';
import { juryCosts } from './plan-cost.ts';
import { isIdentical, juryCalls, type PlannedJuror, planJury } from './plan-jury.ts';
import type { RunSettings } from './run-settings.ts';

/** A plan with what it was made from; `hash` changes when any input does. */
export interface PlannedRun {
  plan: Plan;
  hash: string;
  versionId: string;
  entrants: readonly Entrant[];
  /** By seat. */
  jury: readonly PlannedJuror[];
}

/**
 * Works out exactly which matches and calls a run would make and what they would cost. Nothing is stored or spent.
 * @throws JoustError when the benchmark, a contestant or an anchor does not exist, nobody can meet, nobody may judge a
 * match, or a template or what it needs is missing.
 */
export async function planRun(database: Database, scope: TeamScope, settings: RunSettings): Promise<PlannedRun> {
  const version = await newestVersion(database, scope, settings.benchmark);
  if (!version) throw await noBenchmark(database, scope, settings.benchmark);
  const entrants = chooseEntrants(await entrantsOf(database, scope, version.id), settings);
  const field = await loadField(database, scope, { versionId: version.id, entrants });
  const matches = planMatches(field, settings);
  if (matches.length === 0) throw nobodyMeets(entrants);
  const names = settings.judges.map((judge) => judge.model);
  const templates = await chosenTemplates(database, scope, settings);
  await requireMaterial(database, scope, { versionId: version.id, chosen: templates, keys: promptKeys(matches) });
  const prices = await juryPrices(database, scope, settings.judges);
  const families = await judgeFamilies(database, scope, names);
  const jury = planJury(settings.judges, {
    families,
    prices: prices.map(({ price }) => price),
    generation: 0,
    templates,
  });
  const identical = matches.filter((match) => isIdentical(field, match)).length;
  const callsOfSeats = juryCalls(field, { jury, settings, matches });
  const estimates = await juryCosts(database, scope, { field, matches, jury, settings });
  const { tokens, cost, basis } = addEstimates(estimates);
  const plan: Plan = {
    matches: matches.length,
    calls: callsOfSeats.reduce((sum, own) => sum + own, 0),
    identical,
    tokens: { input: tokens.input.expected, output: tokens.output.expected },
    ranges: tokens,
    basis,
    priceSources: prices.map(({ source }) => source),
    juryCalls: callsOfSeats,
    cost,
    missing: missingAnswers(field),
    contestants: entrants.length,
    prompts: field.prompts.length,
  };
  const seated = jury.map(({ family, price, template }) => ({
    family,
    price,
    template: [template.id, template.version],
  }));
  const hash = hashOf({ settings, versionId: version.id, entrants, seated });
  return { plan, hash, versionId: version.id, entrants, jury };
}

/**
 * The matches of a field under the settings' schedule, breadth first: every first round before any second, and within a
 * round one match of every prompt before a second of any, each prompt beginning with another pair, the prompts in an order
 * that the seed decides. A run that is stopped early has seen all prompts and all pairs alike, and the first calls of a run, such
 * as its trial, are a random sample over prompts.
 */
export function planMatches(
  field: Field,
  settings: Pick<RunSettings, 'seed' | 'anchors' | 'rounds'> & { schedule: ScheduleKind },
): PlannedMatch[] {
  const schedule = scheduleOf(settings.schedule, {
    ...(settings.anchors.length > 0 && { anchors: settings.anchors, newcomer: settings.anchors[0] as string }),
    ...(settings.rounds !== null && { rounds: settings.rounds }),
  });
  const matches = schedule.plan({ prompts: promptEntrants(field), seed: settings.seed });
  const places = new Map<string, number>();
  for (const { promptKey } of matches) if (!places.has(promptKey)) places.set(promptKey, places.size);
  const placeOf = (match: PlannedMatch) => places.get(match.promptKey) ?? 0;
  const slots = 1 + matches.reduce((most, match) => Math.max(most, match.slot), 0);
  const turnOf = (match: PlannedMatch) => (match.slot + placeOf(match)) % slots;
  return matches.sort(
    (left, right) => left.round - right.round || turnOf(left) - turnOf(right) || placeOf(left) - placeOf(right),
  );
}

function chooseEntrants(available: Entrant[], settings: RunSettings): Entrant[] {
  const wanted = settings.contestants === null ? null : new Set(settings.contestants);
  const names = new Set(available.map((entrant) => entrant.name));
  for (const name of [...(wanted ?? []), ...settings.anchors]) {
    if (!names.has(name))
      throw missing('contestant', name, `Contestants with answers: ${[...names].join(', ') || 'none'}.`);
  }
  const chosen = available.filter((entrant) => wanted === null || wanted.has(entrant.name));
  const stray = settings.anchors.find((anchor) => !chosen.some((entrant) => entrant.name === anchor));
  if (stray) throw missing('anchor among the chosen contestants', stray, 'Add it to the contestants.');
  if (chosen.length > 0) return chosen;
  throw missing('contestant with answers', settings.benchmark, 'Import responses for this benchmark first.');
}

function promptKeys(matches: readonly PlannedMatch[]): Set<string> {
  return new Set(matches.map((match) => match.promptKey));
}

/** Who of a field left out how many prompts. */
export function missingAnswers(field: Field): Plan['missing'] {
  return field.entrants
    .map((entrant) => ({
      contestant: entrant.name,
      prompts: field.prompts.filter((prompt) => !field.responses.get(prompt.id)?.has(entrant.name)).length,
    }))
    .filter((line) => line.prompts > 0);
}

/** A trial is a way of running a plan, not another plan. */
function hashOf({ settings, ...rest }: { settings: RunSettings } & Record<string, unknown>): string {
  const { trial: _, ...planned } = settings;
  return createHash('sha256')
    .update(JSON.stringify({ ...rest, settings: planned }))
    .digest('hex');
}

const NAMED = 20;

async function noBenchmark(database: Database, scope: TeamScope, name: string): Promise<JoustError> {
  const names = (await listBenchmarks(database, scope)).map((benchmark) => benchmark.name);
  if (names.length === 0) return missing('benchmark', name, 'Import one first: joust import.');
  const more = names.length > NAMED ? `, and ${names.length - NAMED} more` : '';
  return missing('benchmark', name, `Benchmarks: ${names.slice(0, NAMED).join(', ')}${more}.`);
}

function nobodyMeets(entrants: readonly Entrant[]): JoustError {
  return new JoustError({
    code: 'nobody-meets',
    expected: 'at least two contestants with answers to the same prompt',
    got: `${entrants.length} contestant${entrants.length === 1 ? '' : 's'} that share none`,
    fix: 'Choose more contestants, or import more answers.',
  });
}

function missing(what: string, name: string, fix: string): JoustError {
  return new JoustError({
    code: `${what.split(' ')[0]}-not-found`,
    expected: `an existing ${what}`,
    got: JSON.stringify(name),
    fix,
  });
}
