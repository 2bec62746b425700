import { type Clusters, gameClusters, orderedGameClusters, promptClusters } from './clusters.ts';
import type { GameTable } from './game-table.ts';
import { percentileInterval } from './interval.ts';
import { nameList } from './name-list.ts';
import { type GameRecord, gameRecords, pairCounts } from './pair-counts.ts';
import { type RankOptions, rankSettings } from './rank-options.ts';
import { comparableRating, rankRanges } from './rank-range.ts';
import type { RankingWarning } from './ranking-warning.ts';
import { rateBradleyTerry } from './rate-bradley-terry.ts';
import { rateElo } from './rate-elo.ts';
import type { Rated } from './rated.ts';
import { ratingsOf } from './rating-sample.ts';
import { BASE, CENTER, SCALE } from './rating-scale.ts';
import { metGroups } from './win-graph.ts';

export type { RankOptions } from './rank-options.ts';

/** One contestant's place. Ratings, `se`, `lower` and `upper` are points on the 400·log10 scale. */
export interface Rating {
  readonly contestant: string;
  /** Mean 1000 within the group; null for a contestant without games. */
  readonly rating: number | null;
  /** Standard deviation of the resampled ratings; null without resamples, as are all interval fields. */
  readonly se: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
  /** 1 + the number of contestants rated above; null when there are several groups, as are all rank fields. */
  readonly rank: number | null;
  /** Best rank the games leave open; see `rankRanges`. */
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
  /** What is odd about this contestant's games: see `DOMINANCE`. */
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
  /** For the reader: what is missing or weaker than it looks. */
  readonly warnings: readonly RankingWarning[];
}

/** Prompts below which percentile intervals are noticeably too narrow. */
const FEW_PROMPTS = 50;

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
  const rated =
    settings.method === 'elo'
      ? rateElo({ table, clusters, settings })
      : rateBradleyTerry({ table, counts, groups: played, clusters, settings });
  return {
    ratings: assembleRatings({ table, groups, rated, records: gameRecords(counts), level: settings.level }),
    method: settings.method,
    parameters: { ...commonParameters(settings, clusters), ...rated.parameters },
    games: table.a.length,
    warnings: [...groupWarnings(played, table.contestants), ...rated.warnings, ...warnings],
  };
}

/** What to resample, and what to tell the reader about it. */
function resamplingUnit(
  table: GameTable,
  { method, rounds, rowIntervals }: Required<RankOptions>,
): { clusters: Clusters | null; warnings: RankingWarning[] } {
  if (rounds === 0) return { clusters: null, warnings: [] };
  if (rowIntervals) {
    const clusters = method === 'elo' ? gameClusters(table) : orderedGameClusters(table);
    return { clusters, warnings: [{ code: 'rowIntervals' }] };
  }
  const clusters = promptClusters(table);
  if (clusters === null) return { clusters, warnings: [{ code: 'noPromptIds' }] };
  if (clusters.count < 2) return { clusters: null, warnings: [{ code: 'onePrompt' }] };
  if (clusters.count >= FEW_PROMPTS) return { clusters, warnings: [] };
  return { clusters, warnings: [{ code: 'fewPrompts', prompts: clusters.count }] };
}

function groupWarnings(played: readonly (readonly number[])[], contestants: readonly string[]): RankingWarning[] {
  if (played.length < 2) return [];
  const groups = played.map((members) => nameList(members.map((contestant) => contestants[contestant]!)));
  return [{ code: 'groups', groups }];
}

function commonParameters(settings: Required<RankOptions>, clusters: Clusters | null): Record<string, unknown> {
  return {
    convention: 'a tie is half a win for each side; mean rating per group is the center',
    scale: SCALE,
    base: BASE,
    center: CENTER,
    interval: clusters === null ? null : 'percentile bootstrap',
    cluster: clusters?.unit ?? null,
    clusters: clusters?.count ?? null,
    rounds: clusters === null ? 0 : settings.rounds,
    level: settings.level,
    seed: String(settings.seed),
  };
}

function assembleRatings(input: {
  table: GameTable;
  groups: readonly (readonly number[])[];
  rated: Rated;
  records: readonly GameRecord[];
  level: number;
}): Rating[] {
  const { table, groups, rated, records, level } = input;
  const { ratings, sample } = rated;
  const ranks = groups.length === 1 ? rankRanges({ ratings, sample, level }) : null;
  return groups.flatMap((members, groupIndex) => {
    const bestFirst = [...members].sort((left, right) => {
      return comparableRating(ratings[right]!) - comparableRating(ratings[left]!) || left - right;
    });
    return bestFirst.map((contestant): Rating => {
      const rating = records[contestant]!.games === 0 ? null : ratings[contestant]!;
      const hasInterval = rating !== null && sample !== null;
      return {
        contestant: table.contestants[contestant]!,
        rating,
        ...(hasInterval ? percentileInterval({ rating, values: ratingsOf(sample, contestant), level }) : NO_INTERVAL),
        ...(ranks?.[contestant] ?? NO_RANK),
        group: groupIndex + 1,
        ...records[contestant]!,
        flags: rated.flags[contestant]!,
      };
    });
  });
}

const NO_INTERVAL = { se: null, lower: null, upper: null };
const NO_RANK = { rank: null, rankLower: null, rankUpper: null };
