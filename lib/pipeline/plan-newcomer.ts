import { createHash } from 'node:crypto';
import { teamScope } from '#lib/access/team-scope.ts';
import { type BoardEntrant, boardEntrants, runsOfBoard } from '#lib/db/board-sources.ts';
import type { Queryable } from '#lib/db/database.ts';
import { type Entrant, entrantsOf } from '#lib/db/entrants.ts';
import { tokensOfCall } from '#lib/db/rejudging.ts';
import { findRun, type Plan, type RunRow } from '#lib/db/run-row.ts';
import { JoustError } from '#lib/errors.ts';
import { newcomerMatchCount } from '#lib/tournament/newcomer.ts';
import { type Field, loadField } from './field.ts';
import { isIdentical, juryCalls, seats } from './plan-jury.ts';
import { missingAnswers, planMatches } from './plan-run.ts';

/** Whom to add, and how often it plays. */
export interface NewcomerRequest {
  contestant: string;
  /** Its matches on each prompt; null: log2 of the incumbents, rounded up. */
  matchesPerPrompt: number | null;
}

/** What adding a contestant would do and cost. Nothing is stored. */
export interface NewcomerPlan {
  contestant: string;
  matchesPerPrompt: number;
  /** Number of the run that the board began with. */
  board: number;
  incumbents: number;
  plan: Plan;
  /** Changes when anything of it does. */
  hash: string;
}

/** A plan with what is stored of it. */
export interface PlannedNewcomer extends NewcomerPlan {
  /** The run that the board began with: its judges, orders, samples, seed are used again. */
  origin: RunRow;
  entrants: (Entrant & { anchor: boolean })[];
}

/** Contestants that can be added to a run's board: with answers to its benchmark version, and not on it. */
export async function newcomersFor(database: Queryable, run: RunRow): Promise<string[]> {
  const team = teamScope(run.teamId);
  const present = await boardEntrants(database, team, await runsOfBoard(database, team, run.id));
  const names = new Set(present.map(({ name }) => name));
  return (await entrantsOf(database, team, run.benchmarkVersionId))
    .map(({ name }) => name)
    .filter((name) => !names.has(name));
}

/**
 * Works out the matches that place one contestant on the board of an ended run, and what they cost by what the run's calls took.
 * Incumbents play with the answers that their runs froze; those whose answers were deleted sit out.
 * @throws JoustError `imported-run`, `wrong-run-state` before the board's first run has ended, `already-on-board`, `contestant-not-found`,
 * `bad-matches-per-prompt`, `nobody-meets`, `nobody-may-judge`
 */
export async function planNewcomer(
  database: Queryable,
  run: RunRow,
  { contestant, matchesPerPrompt: wanted }: NewcomerRequest,
): Promise<PlannedNewcomer> {
  const team = teamScope(run.teamId);
  const runIds = await runsOfBoard(database, team, run.id);
  const origin = (await findRun(database, team, runIds[0] as string)) as RunRow;
  for (const one of [run, origin]) refuseUnfit(one);
  const present = await boardEntrants(database, team, runIds);
  refusePresent(present, contestant);
  refuseCount(wanted);
  const available = await entrantsOf(database, team, origin.benchmarkVersionId);
  const newcomer = available.find(({ name }) => name === contestant);
  if (!newcomer) throw notFound(contestant, await newcomersFor(database, run));
  const incumbents = present.filter(({ ended, erased }) => ended && !erased);
  const matchesPerPrompt = Math.min(wanted ?? newcomerMatchCount(incumbents.length), Math.max(1, incumbents.length));
  const entrants = [...incumbents, newcomer].map(({ contestantId, name, submissionId, family }) => {
    return { contestantId, name, submissionId, family, anchor: name === contestant };
  });
  const field = await loadField(database, team, { versionId: origin.benchmarkVersionId, entrants });
  const plan = await planOf(database, { field, origin, contestant, matchesPerPrompt });
  const hash = createHash('sha256')
    .update(JSON.stringify({ origin: origin.id, entrants, matchesPerPrompt, matches: plan.matches, calls: plan.calls }))
    .digest('hex');
  return {
    contestant,
    matchesPerPrompt,
    board: origin.number,
    incumbents: incumbents.length,
    plan,
    hash,
    origin,
    entrants,
  };
}

async function planOf(
  database: Queryable,
  task: { field: Field; origin: RunRow; contestant: string; matchesPerPrompt: number },
): Promise<Plan> {
  const { field, origin, contestant, matchesPerPrompt } = task;
  const settings = {
    seed: origin.seed,
    schedule: 'newcomer' as const,
    anchors: [contestant],
    rounds: matchesPerPrompt,
  };
  const hasAnswered = [...field.responses.values()].some((answers) => answers.has(contestant));
  const matches = hasAnswered ? planMatches(field, settings) : [];
  if (matches.length === 0) throw nobodyMeets(contestant);
  const jury = origin.judges.map((judge) => ({ ...judge, settings: { model: judge.model } }));
  const callsOfSeats = juryCalls(field, { jury, settings: origin, matches });
  const calls = callsOfSeats.reduce((sum, own) => sum + own, 0);
  const perCall = (await tokensOfCall(database, teamScope(origin.teamId), origin.id)) ?? {
    input: origin.plan.tokens.input / Math.max(1, origin.plan.calls),
    output: origin.plan.tokens.output / Math.max(1, origin.plan.calls),
  };
  const cost = costOf(seats(origin.judges), { callsOfSeats, perCall });
  return {
    matches: matches.length,
    calls,
    identical: matches.filter((match) => isIdentical(field, match)).length,
    tokens: { input: Math.round(calls * perCall.input), output: Math.round(calls * perCall.output) },
    ...(origin.plan.priceSources && { priceSources: origin.plan.priceSources }),
    juryCalls: callsOfSeats,
    cost: cost === null ? null : { low: cost, high: cost },
    missing: missingAnswers(field).filter((line) => line.contestant === contestant),
    contestants: field.entrants.length,
    prompts: field.prompts.length,
  };
}

/** USD; null when a judge's price is unknown. */
function costOf(
  judges: RunRow['judges'],
  { callsOfSeats, perCall }: { callsOfSeats: readonly number[]; perCall: { input: number; output: number } },
): number | null {
  return judges.reduce<number | null>((sum, { seat, inputPrice, outputPrice }) => {
    if (sum === null || inputPrice === null || outputPrice === null) return null;
    return sum + ((callsOfSeats[seat] ?? 0) * (perCall.input * inputPrice + perCall.output * outputPrice)) / 1e6;
  }, 0);
}

function refuseUnfit(run: RunRow): void {
  if (run.schedule === 'imported') {
    throw new JoustError({
      code: 'imported-run',
      expected: 'a run whose verdicts Joust asked for',
      got: `run #${run.number}, whose verdicts were given elsewhere`,
      fix: 'Import the answers, and start a new run on them.',
    });
  }
  if (run.state === 'COMPLETED' || run.state === 'COMPLETED_WITH_GAPS') return;
  throw new JoustError({
    code: 'wrong-run-state',
    expected: `run #${run.number} to have ended, before a contestant is added`,
    got: run.state.toLowerCase(),
    fix: run.endedAt === null ? 'Let it end first.' : 'Start a new run.',
  });
}

/** @throws JoustError `already-on-board` */
export function refusePresent(present: readonly BoardEntrant[], contestant: string): void {
  const found = present.find(({ name }) => name === contestant);
  if (!found) return;
  throw new JoustError({
    code: 'already-on-board',
    expected: 'a contestant that the board does not have',
    got: `${JSON.stringify(contestant)}, which came with run #${found.run}`,
    fix: found.ended ? 'To judge it anew, start a new run with everybody.' : `Let run #${found.run} go on.`,
  });
}

function refuseCount(wanted: number | null): void {
  if (wanted === null || (Number.isSafeInteger(wanted) && wanted >= 1)) return;
  throw new JoustError({
    code: 'bad-matches-per-prompt',
    expected: 'a whole number of matches on each prompt, 1 or more',
    got: String(wanted),
    fix: 'Leave it out to have log2 of the incumbents, rounded up.',
  });
}

function notFound(contestant: string, others: readonly string[]): JoustError {
  return new JoustError({
    code: 'contestant-not-found',
    expected: 'a contestant with answers to prompts of the run',
    got: JSON.stringify(contestant),
    fix: `Import its answers first. Contestants that can be added: ${others.join(', ') || 'none'}.`,
  });
}

function nobodyMeets(contestant: string): JoustError {
  return new JoustError({
    code: 'nobody-meets',
    expected: 'an incumbent with an answer to a prompt that the newcomer answered too',
    got: `none for ${JSON.stringify(contestant)}`,
    fix: 'Import more of its answers.',
  });
}
