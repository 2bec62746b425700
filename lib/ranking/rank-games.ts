import { betterProbabilities } from './better-probability.ts';
import { centred } from './centred.ts';
import type { Clusters } from './clusters.ts';
import { type Evidence, evidenceOf } from './evidence.ts';
import type { GameTable } from './game-table.ts';
import { NO_INTERVAL } from './interval.ts';
import { MANY_CLUSTERS } from './interval-tail.ts';
import { limitWarnings } from './limit-warnings.ts';
import { nameList } from './name-list.ts';
import { type GameRecord, gameRecords, type PairCounts, pairCounts } from './pair-counts.ts';
import { type RankOptions, rankSettings } from './rank-options.ts';
import { rankRanges } from './rank-range.ts';
import type { RankingWarning } from './ranking-warning.ts';
import { rateBradleyTerry } from './rate-bradley-terry.ts';
import { rateElo } from './rate-elo.ts';
import type { Rated } from './rated.ts';
import { type RatingLimits, ratingLimits } from './rating-limits.ts';
import { BASE, CENTER, comparableRating, SCALE } from './rating-scale.ts';
import { resamplingUnit } from './resampling-unit.ts';
import { surelyBetter } from './surely-better.ts';
import { metGroups } from './win-graph.ts';

export type { RankOptions } from './rank-options.ts';

/** One contestant's place. Ratings, `se`, `lower` and `upper` are points on the 400·log10 scale. */
export interface Rating {
  readonly contestant: string;
  /** Mean 1000 within the group, or of the option `center`; null for a contestant without games. */
  readonly rating: number | null;
  /** Standard deviation of the resampled ratings; null unless both limits are known. */
  readonly se: number | null;
  /** Null where nothing limits the rating on that side: see `ratingLimits`, and `flags` for the reason. */
  readonly lower: number | null;
  readonly upper: number | null;
  /** 1 + the number of contestants rated above; null when there are several groups, as are all rank fields. */
  readonly rank: number | null;
  /** Best rank the games leave open; see `rankRanges`. Null with 0 rounds, as is the worst. */
  readonly rankLower: number | null;
  /** Worst rank the games leave open. */
  readonly rankUpper: number | null;
  /** Contestants joined by games, numbered from 1, largest group first. Gaps across groups mean nothing. */
  readonly group: number;
  /** Unweighted number of games, and of those won, lost and tied. */
  readonly games: number;
  readonly wins: number;
  readonly losses: number;
  readonly ties: number;
  /** What is odd about this contestant's games: see `DOMINANCE` and `MISSING_LIMIT`. */
  readonly flags: readonly string[];
}

/** A leaderboard with how it was got. */
export interface Ranking {
  /** Group by group, best first; equal ratings by name. */
  readonly ratings: readonly Rating[];
  readonly method: 'bt' | 'elo';
  /** Scale, prior, tolerance, rounds, seed, what was resampled, and the conventions. */
  readonly parameters: Record<string, unknown>;
  readonly games: number;
  /** In the order of `ratings`: how likely the row is better than the column, see `betterProbabilities`; null without resamples. */
  readonly better: readonly (readonly (number | null)[])[] | null;
  /** For the reader: what is missing or weaker than it looks. */
  readonly warnings: readonly RankingWarning[];
}

/**
 * Ranks the contestants of a table of games, with intervals from resampling prompts.
 *
 * The result is a function of the games, the options and the seed; with `bt` the order of the games does not matter.
 *
 * @throws RangeError when there are no games, a game is out of range, or an option is.
 * @throws Error when the fit does not converge.
 */
export function rankGames(table: GameTable, options: RankOptions = {}): Ranking {
  const settings = rankSettings(options);
  if (table.a.length === 0) throw new RangeError('A ranking needs at least one game.');
  const counts = pairCounts(table);
  const groups = metGroups(counts).sort((left, right) => right.length - left.length || left[0]! - right[0]!);
  const played = groups.filter((members) => members.length > 1);
  const { clusters, warnings } = resamplingUnit(table, settings);
  const { level } = settings;
  const evidence = clusters === null ? null : evidenceOf({ table, counts, clusters, groups: played, level });
  const fitted =
    settings.method === 'elo'
      ? rateElo({ table, clusters, settings })
      : rateBradleyTerry({ table, counts, groups: played, evidence, settings });
  const names = centerOf(table, settings);
  const rated = names.size === 0 ? fitted : centred(fitted, { groups: played, names });
  const limits = limitsOf({ table, counts, evidence, rated, level });
  const order = groups.flatMap((members) => bestFirst(members, rated.ratings));
  return {
    ratings: assembleRatings({ table, counts, groups, rated, evidence, limits, settings }),
    method: settings.method,
    parameters: { ...commonParameters(settings, evidence), ...rated.parameters },
    games: table.a.length,
    better: rated.sample === null ? null : betterProbabilities(rated.sample, order),
    warnings: [
      ...groupWarnings(played, table.contestants),
      ...rated.warnings,
      ...limitWarnings(limits, { minimum: evidence?.minimum ?? null, contestants: table.contestants }),
      ...warnings,
    ],
  };
}

/** Indexes of those whose mean is the center. */
function centerOf({ contestants }: GameTable, { center }: Required<RankOptions>): Set<number> {
  const places = new Map(contestants.map((name, contestant) => [name, contestant]));
  return new Set(
    center.map((name) => {
      const place = places.get(name);
      if (place === undefined) throw new RangeError(`The center names contestants of the games; got ${name}.`);
      return place;
    }),
  );
}

/** The interval of each contestant, by index; a contestant without games has none and lacks nothing. */
function limitsOf(input: {
  table: GameTable;
  counts: PairCounts;
  evidence: Evidence | null;
  rated: Rated;
  level: number;
}): RatingLimits[] {
  const { table, counts, evidence, rated, level } = input;
  const { ratings, sample } = rated;
  return table.contestants.map((_, contestant) => {
    if (evidence === null || sample === null) return { interval: NO_INTERVAL, missing: null };
    if (evidence.clusterCounts[contestant] === 0) return { interval: NO_INTERVAL, missing: null };
    return ratingLimits({ ratings, sample, evidence, counts, level }, contestant);
  });
}

function groupWarnings(played: readonly (readonly number[])[], contestants: readonly string[]): RankingWarning[] {
  if (played.length < 2) return [];
  const groups = played.map((members) => nameList(members.map((contestant) => contestants[contestant]!)));
  return [{ code: 'groups', groups }];
}

function commonParameters(settings: Required<RankOptions>, evidence: Evidence | null): Record<string, unknown> {
  const clusters: Clusters | null = evidence?.clusters ?? null;
  const isExpanded = clusters !== null && clusters.count < MANY_CLUSTERS;
  return {
    convention: `a tie is half a win for each side; mean rating ${settings.center.length > 0 ? 'of centerOf' : 'per group'} is the center`,
    scale: SCALE,
    base: BASE,
    center: CENTER,
    ...(settings.center.length > 0 && { centerOf: settings.center }),
    interval: clusters === null ? null : isExpanded ? 'expanded percentile bootstrap' : 'percentile bootstrap',
    cluster: clusters?.unit ?? null,
    clusters: clusters?.count ?? null,
    minimumClusters: evidence?.minimum ?? null,
    rounds: clusters === null ? 0 : settings.rounds,
    level: settings.level,
    seed: String(settings.seed),
  };
}

function assembleRatings(input: {
  table: GameTable;
  counts: PairCounts;
  groups: readonly (readonly number[])[];
  rated: Rated;
  evidence: Evidence | null;
  limits: readonly RatingLimits[];
  settings: Required<RankOptions>;
}): Rating[] {
  const { table, counts, groups, rated, limits } = input;
  const { ratings } = rated;
  const records: readonly GameRecord[] = gameRecords(counts);
  const ranks = groups.length === 1 ? rankRanges({ ratings, surelyBetter: sureComparisons(input) }) : null;
  return groups.flatMap((members, groupIndex) => {
    return bestFirst(members, ratings).map((contestant): Rating => {
      const { interval, missing } = limits[contestant]!;
      return {
        contestant: table.contestants[contestant]!,
        rating: records[contestant]!.games === 0 ? null : ratings[contestant]!,
        ...interval,
        ...(ranks?.[contestant] ?? NO_RANK),
        group: groupIndex + 1,
        ...records[contestant]!,
        flags: missing === null ? rated.flags[contestant]! : [...rated.flags[contestant]!, missing],
      };
    });
  });
}

function bestFirst(members: readonly number[], ratings: Float64Array): number[] {
  return [...members].sort(
    (left, right) => comparableRating(ratings[right]!) - comparableRating(ratings[left]!) || left - right,
  );
}

/** Null where nobody asked for resamples; where they were impossible nothing is sure. */
function sureComparisons(input: {
  counts: PairCounts;
  rated: Rated;
  evidence: Evidence | null;
  settings: Required<RankOptions>;
}): Uint8Array | null {
  const { counts, rated, evidence, settings } = input;
  if (settings.rounds === 0) return null;
  if (rated.sample === null || evidence === null) return new Uint8Array(counts.size ** 2);
  return surelyBetter({ graph: counts, sample: rated.sample, evidence, level: settings.level });
}

const NO_RANK = { rank: null, rankLower: null, rankUpper: null };
