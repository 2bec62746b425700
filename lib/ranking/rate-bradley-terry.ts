import { bootstrapBradleyTerry, RESAMPLE_TOLERANCE } from './bootstrap-bradley-terry.ts';
import { TOLERANCE } from './bradley-terry.ts';
import { DOMINANCE, dominance } from './dominance.ts';
import type { Evidence } from './evidence.ts';
import { fitGroup, type GroupFit, pointsAmong } from './fit-group.ts';
import type { GameTable } from './game-table.ts';
import { nameList } from './name-list.ts';
import type { PairCounts } from './pair-counts.ts';
import type { RankOptions } from './rank-options.ts';
import type { RankingWarning } from './ranking-warning.ts';
import type { Rated } from './rated.ts';
import { ratingOf } from './rating-scale.ts';
import { DEFAULT_PRIOR, PRIOR_UNIT } from './weak-prior.ts';

/**
 * Rates each group by Bradley–Terry, with resamples if there is evidence for them, and says where the weak prior was needed
 * and because of whom.
 *
 * @param groups indexes of the contestants that are joined by games.
 * @throws Error when a fit does not converge.
 */
export function rateBradleyTerry(task: {
  table: GameTable;
  counts: PairCounts;
  groups: readonly (readonly number[])[];
  evidence: Evidence | null;
  settings: Required<RankOptions>;
}): Rated {
  const { table, counts, groups, evidence, settings } = task;
  const { rounds, seed, prior } = settings;
  const fits = groups.map((members) => fitGroup({ points: counts.points, size: counts.size, members, prior }));
  const flags = table.contestants.map((): string[] => []);
  for (const { members } of fits) flagDominance({ counts, members, flags });
  const sample =
    evidence === null
      ? null
      : bootstrapBradleyTerry({
          table,
          clusters: evidence.clusters,
          groups: fits.map((fit, index) => ({ fit, reference: evidence.references[index]! })),
          rounds,
          seed,
        });
  const priorRounds = sample?.priorRounds ?? 0;
  return {
    ratings: ratingsByContestant(fits, counts.size),
    sample,
    flags,
    parameters: {
      ...priorParameters(fits, prior),
      tolerance: TOLERANCE,
      iterations: Math.max(...fits.map((fit) => fit.iterations)),
      resampleTolerance: sample === null ? null : RESAMPLE_TOLERANCE,
      priorRounds,
    },
    warnings: [
      ...(prior > 0
        ? []
        : fits.filter((fit) => fit.prior > 0).map((fit) => priorWarning(fit, table.contestants, flags))),
      ...(priorRounds > 0 ? [{ code: 'priorRounds', priorRounds, rounds, prior: DEFAULT_PRIOR } as const] : []),
    ],
  };
}

function ratingsByContestant(fits: readonly GroupFit[], size: number): Float64Array {
  const ratings = new Float64Array(size).fill(Number.NaN);
  for (const { members, strengths } of fits) {
    members.forEach((contestant, position) => {
      ratings[contestant] = ratingOf(strengths[position]!);
    });
  }
  return ratings;
}

function flagDominance(input: { counts: PairCounts; members: readonly number[]; flags: string[][] }): void {
  const { counts, members, flags } = input;
  const texts = dominance({ points: pointsAmong(counts, members), size: members.length });
  members.forEach((contestant, position) => {
    const text = texts[position];
    if (text != null) flags[contestant]!.push(text);
  });
}

function priorParameters(fits: readonly GroupFit[], requested: number): Record<string, unknown> {
  const used = Math.max(...fits.map((fit) => fit.prior));
  const reason = used === 0 ? null : requested > 0 ? 'requested' : 'win graph is not strongly connected';
  return { prior: used, priorUnit: PRIOR_UNIT, priorReason: reason };
}

function priorWarning(
  { members, prior }: GroupFit,
  contestants: readonly string[],
  flags: readonly string[][],
): RankingWarning {
  const because = Object.values(DOMINANCE).flatMap((text) => {
    const named = members.filter((contestant) => flags[contestant]!.includes(text));
    return named.length === 0 ? [] : [{ ...nameList(named.map((contestant) => contestants[contestant]!)), flag: text }];
  });
  return { code: 'prior', prior, because };
}
