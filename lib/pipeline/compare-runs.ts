import type { TeamScope } from '#lib/access/team-scope.ts';
import type { Database } from '#lib/db/database.ts';
import { type MatchOutcome, readMatchOutcomes } from '#lib/db/match-outcomes.ts';
import type { RunRow } from '#lib/db/run-row.ts';
import { JoustError } from '#lib/errors.ts';
import { type VerdictFlips, verdictFlips } from '#lib/feedback/verdict-flips.ts';
import type { GameTable } from '#lib/ranking/game-table.ts';
import { type PairedDifferences, pairedDifferences, type RatingDifference } from '#lib/ranking/paired-differences.ts';

/** A contestant of both runs with its two ratings on one scale. */
export interface ComparedContestant extends RatingDifference {
  /** Its name in each run; they differ only for the subject. */
  firstName: string;
  secondName: string;
  /** Among those compared; equal ratings share a rank. */
  firstRank: number;
  secondRank: number;
}

/** Run against run. */
export interface RunComparison {
  /** Prompts judged in both runs, and in one of them only. */
  prompts: { shared: number; onlyFirst: number; onlySecond: number };
  /** Best of the second run first. Null when nothing is shared, or games do not join the contestants of both. */
  contestants: ComparedContestant[] | null;
  /** How the intervals were got. */
  method: {
    name: 'paired bootstrap of prompts';
    rounds: number;
    level: number;
    seed: string;
    leansOnPrior: boolean;
    priorRounds: number;
  };
  flips: VerdictFlips;
}

/** A contestant of the first run, and the one of the second that stands for it: two checkpoints of a model. */
export interface ComparedSubject {
  first: string;
  second: string;
}

const ROUNDS = 1000;
const LEVEL = 0.95;

/**
 * Compares two runs on the prompts that both judged: ratings on one scale with an interval of each difference, and verdicts match
 * by match. Games on other prompts are left out of the ratings.
 * @throws JoustError `different-benchmarks`, `contestant-not-in-run`
 */
export async function compareRuns(
  database: Database,
  scope: TeamScope,
  { first, second, subject }: { first: RunRow; second: RunRow; subject: ComparedSubject | null },
): Promise<RunComparison> {
  if (first.benchmark !== second.benchmark) throw differentBenchmarks(first, second);
  const [before, after] = await Promise.all([
    readMatchOutcomes(database, scope, first.id),
    readMatchOutcomes(database, scope, second.id),
  ]);
  if (subject) {
    refuseStranger(before, { run: first, name: subject.first });
    refuseStranger(after, { run: second, name: subject.second });
  }
  const [ofFirst, ofSecond] = [judgedPrompts(before), judgedPrompts(after)];
  const shared = new Set([...ofFirst].filter((promptId) => ofSecond.has(promptId)));
  const seed = first.seed;
  const paired = differencesOf({ before, after, shared, subject, first, second, seed });
  return {
    prompts: { shared: shared.size, onlyFirst: ofFirst.size - shared.size, onlySecond: ofSecond.size - shared.size },
    contestants: paired && rankedContestants(paired),
    method: {
      name: 'paired bootstrap of prompts',
      rounds: ROUNDS,
      level: LEVEL,
      seed,
      leansOnPrior: paired?.found.leansOnPrior ?? false,
      priorRounds: paired?.found.priorRounds ?? 0,
    },
    flips: verdictFlips({ first: before, second: after, subject }),
  };
}

interface Paired {
  names: ComparedSubject[];
  found: PairedDifferences;
}

function differencesOf(input: {
  before: readonly MatchOutcome[];
  after: readonly MatchOutcome[];
  shared: ReadonlySet<string>;
  subject: ComparedSubject | null;
  first: RunRow;
  second: RunRow;
  seed: string;
}): Paired | null {
  const { shared, subject, seed } = input;
  if (shared.size === 0) return null;
  const left = tableOf(input.before, { prompts: shared, bothOrders: input.first.bothOrders });
  const right = tableOf(input.after, { prompts: shared, bothOrders: input.second.bothOrders });
  const taken = new Set(subject ? [subject.first, subject.second] : []);
  const common = left.contestants.filter((name) => right.contestants.includes(name) && !taken.has(name));
  const names = [...(subject ? [subject] : []), ...common.map((name) => ({ first: name, second: name }))];
  const pairs = names.map((pair) => ({
    first: left.contestants.indexOf(pair.first),
    second: right.contestants.indexOf(pair.second),
    frame: pair !== subject,
  }));
  if (pairs.some((pair) => pair.first < 0 || pair.second < 0)) return null;
  const found = pairedDifferences({ first: left, second: right, pairs, rounds: ROUNDS, seed, level: LEVEL });
  return found && { names, found };
}

function rankedContestants({ names, found }: Paired): ComparedContestant[] {
  const compared = found.differences.flatMap((difference, index) => {
    const pair = names[index];
    return difference && pair ? [{ ...difference, firstName: pair.first, secondName: pair.second }] : [];
  });
  const rank = (side: 'first' | 'second', rating: number) =>
    1 + compared.filter((other) => other[side] > rating + 1e-6).length;
  return compared
    .map((one) => ({ ...one, firstRank: rank('first', one.first), secondRank: rank('second', one.second) }))
    .sort((left, right) => left.secondRank - right.secondRank || (left.firstName < right.firstName ? -1 : 1));
}

function judgedPrompts(outcomes: readonly MatchOutcome[]): Set<string> {
  return new Set(outcomes.filter(({ score }) => score !== null).map(({ promptId }) => promptId));
}

/** A game a match, on the given prompts in their order of ids; with both orders a match judged in one of them counts half. */
function tableOf(
  outcomes: readonly MatchOutcome[],
  { prompts, bothOrders }: { prompts: ReadonlySet<string>; bothOrders: boolean },
): GameTable {
  const used = outcomes.filter(({ score, promptId }) => score !== null && prompts.has(promptId));
  const contestants = [...new Set(used.flatMap(({ a, b }) => [a, b]))].sort();
  const placeOf = new Map(contestants.map((name, place) => [name, place]));
  // By key, not by id: the same seed gives the same intervals in every installation.
  const keyOf = new Map(used.map(({ promptId, promptKey }) => [promptId, promptKey]));
  const ordered = [...prompts].sort((left, right) => ((keyOf.get(left) ?? '') < (keyOf.get(right) ?? '') ? -1 : 1));
  const promptAt = new Map(ordered.map((promptId, place) => [promptId, place]));
  return {
    contestants,
    a: Int32Array.from(used, ({ a }) => placeOf.get(a) as number),
    b: Int32Array.from(used, ({ b }) => placeOf.get(b) as number),
    score: Float64Array.from(used, ({ score }) => score as number),
    weight: Float64Array.from(used, ({ orders }) => (bothOrders && orders < 2 ? 0.5 : 1)),
    prompt: Int32Array.from(used, ({ promptId }) => promptAt.get(promptId) as number),
    promptCount: prompts.size,
  };
}

function refuseStranger(outcomes: readonly MatchOutcome[], { run, name }: { run: RunRow; name: string }): void {
  if (outcomes.some(({ a, b }) => a === name || b === name)) return;
  throw new JoustError({
    code: 'contestant-not-in-run',
    expected: `a contestant that met somebody in run #${run.number}`,
    got: JSON.stringify(name),
    fix: `See \`joust leaderboard ${run.number}\`.`,
  });
}

function differentBenchmarks(first: RunRow, second: RunRow): JoustError {
  return new JoustError({
    code: 'different-benchmarks',
    expected: 'two runs of one benchmark',
    got: `#${first.number} on ${first.benchmark}, #${second.number} on ${second.benchmark}`,
    fix: 'Choose runs whose prompts are the same.',
  });
}
