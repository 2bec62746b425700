import { createHash } from 'node:crypto';
import type { TeamScope } from '#lib/access/team-scope.ts';
import type { Database, Queryable } from '#lib/db/database.ts';
import { type Entrant, entrantsOf, newestVersion, sampleTexts } from '#lib/db/entrants.ts';
import { judgeFamilies } from '#lib/db/judge-families.ts';
import type { Plan } from '#lib/db/run-row.ts';
import { JoustError } from '#lib/errors.ts';
import type { Price } from '#lib/llm/prices.ts';
import type { PlannedMatch } from '#lib/tournament/planned-match.ts';
import { scheduleOf } from '#lib/tournament/schedule.ts';
import { estimateTokens } from './estimate-tokens.ts';
import { type Field, loadField, promptEntrants } from './field.ts';
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
 * @throws JoustError when the benchmark, a contestant or an anchor does not exist, nobody can meet, or nobody may judge a match.
 */
export async function planRun(database: Database, scope: TeamScope, settings: RunSettings): Promise<PlannedRun> {
  const version = await newestVersion(database, scope, settings.benchmark);
  if (!version)
    throw missing('benchmark', settings.benchmark, 'Import it first, or see the benchmarks on the home page.');
  const entrants = chooseEntrants(await entrantsOf(database, scope, version.id), settings);
  const field = await loadField(database, scope, { versionId: version.id, entrants });
  const matches = planMatches(field, settings);
  if (matches.length === 0) throw nobodyMeets(entrants);
  const names = settings.judges.map((judge) => judge.model);
  const jury = planJury(settings.judges, { families: await judgeFamilies(database, scope, names), generation: 0 });
  const identical = matches.filter((match) => isIdentical(field, match)).length;
  const callsOfSeats = juryCalls(field, { jury, settings, matches });
  const calls = callsOfSeats.reduce((sum, own) => sum + own, 0);
  const tokens = await measureTokens(database, scope, { field, matches, calls, bothOrders: settings.bothOrders });
  const plan: Plan = {
    matches: matches.length,
    calls,
    identical,
    tokens: { input: tokens.input, output: tokens.output },
    juryCalls: callsOfSeats,
    cost: costRange(
      tokens,
      jury.map((juror, seat) => ({ price: juror.price, share: (callsOfSeats[seat] ?? 0) / Math.max(1, calls) })),
    ),
    missing: missingAnswers(field),
    contestants: entrants.length,
    prompts: field.prompts.length,
  };
  const families = jury.map((juror) => juror.family);
  const hash = hashOf({ settings, versionId: version.id, entrants, families });
  return { plan, hash, versionId: version.id, entrants, jury };
}

/**
 * The matches of a field under the settings' schedule, breadth first: every first round before any second, and within a
 * round one match of every prompt before a second of any, each prompt beginning with another pair. A run that is stopped
 * early has seen all prompts and all pairs alike.
 */
export function planMatches(
  field: Field,
  settings: Pick<RunSettings, 'schedule' | 'seed' | 'anchors'>,
): PlannedMatch[] {
  const schedule = scheduleOf(settings.schedule, settings.anchors.length > 0 ? { anchors: settings.anchors } : {});
  const matches = schedule.plan({ prompts: promptEntrants(field), seed: settings.seed });
  const ordinalOf = (match: PlannedMatch) => field.promptByKey.get(match.promptKey)?.ordinal ?? 0;
  const slots = 1 + matches.reduce((most, match) => Math.max(most, match.slot), 0);
  const turnOf = (match: PlannedMatch) => (match.slot + ordinalOf(match)) % slots;
  return matches.sort(
    (left, right) => left.round - right.round || turnOf(left) - turnOf(right) || ordinalOf(left) - ordinalOf(right),
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

function missingAnswers(field: Field): Plan['missing'] {
  return field.entrants
    .map((entrant) => ({
      contestant: entrant.name,
      prompts: field.prompts.filter((prompt) => !field.responses.get(prompt.id)?.has(entrant.name)).length,
    }))
    .filter((line) => line.prompts > 0);
}

async function measureTokens(
  database: Queryable,
  scope: TeamScope,
  options: { field: Field; matches: readonly PlannedMatch[]; calls: number; bothOrders: boolean },
) {
  const submissionIds = options.field.entrants.map((entrant) => entrant.submissionId);
  const sample = await sampleTexts(database, scope, { submissionIds, count: 200 });
  return estimateTokens({ ...options, sample });
}

/** What the judges cost together, each with its share of the tokens; null when one has no price. */
function costRange(
  tokens: { input: number; outputLow: number; outputHigh: number },
  jury: readonly { price: Price | null; share: number }[],
): Plan['cost'] {
  const cost = { low: 0, high: 0 };
  for (const { price, share } of jury) {
    if (price === null) return null;
    const input = tokens.input * price.inputPerMillion;
    cost.low += (share * (input + tokens.outputLow * price.outputPerMillion)) / 1e6;
    cost.high += (share * (input + tokens.outputHigh * price.outputPerMillion)) / 1e6;
  }
  return cost;
}

function hashOf(value: object): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex');
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
