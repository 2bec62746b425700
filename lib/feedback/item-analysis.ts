import { type NearDuplicate, nearDuplicates } from './near-duplicates.ts';

/** A judged match of a prompt. */
export interface ItemMatch {
  promptKey: string;
  a: string;
  b: string;
  /** Score of a over its usable judgements, 0 to 1. */
  score: number;
  /** Whether its orders contradict each other; null when one order was judged. */
  inconsistent: boolean | null;
}

/** From where on a prompt is flagged. */
export interface ItemThresholds {
  /** Matches below which nothing is flagged. */
  minimum: number;
  /** Share of ties from which a prompt is saturated. */
  saturated: number;
  /** Share of inconsistent matches from which it is noisy. */
  noisy: number;
  /** How many standard deviations more upsets than the ratings expect make it noisy. */
  surprise: number;
  /** Discrimination below which it is weak. */
  discrimination: number;
  /** Similarity of texts from which prompts are duplicates. */
  duplicate: number;
}

/** See docs/items.md for where each comes from. */
export const ITEM_THRESHOLDS: ItemThresholds = {
  minimum: 6,
  saturated: 0.9,
  noisy: 0.4,
  surprise: 3,
  discrimination: 0.1,
  duplicate: 0.8,
};

export type ItemFlag = 'saturated' | 'noisy' | 'against-ratings' | 'weak' | 'duplicate';

/** What the matches of one prompt say about the prompt. */
export interface ItemStatistics {
  promptKey: string;
  category: string | null;
  /** Judged matches; everything else is null without any. */
  matches: number;
  /** Share of the points of consistent matches that went to nobody: 1 − |2·score − 1| on average. 1 when all are ties. */
  tieShare: number | null;
  /** Matches that are not inconsistent: what `tieShare` rests on. */
  consistent: number;
  /** Of the matches judged in both orders; null without any. */
  inconsistentShare: number | null;
  bothOrders: number;
  /** Correlation of outcome and rating difference, −1 to 1; null when one of them does not vary. */
  discrimination: number | null;
  /** Won by the lower rated, counted in points, and how many the ratings expect; ties say nothing here. */
  upsets: number;
  expectedUpsets: number;
  /** (upsets − expected) / standard deviation; null without decided matches. */
  surprise: number | null;
  /** Prompts with nearly the same text. */
  duplicates: { promptKey: string; similarity: number }[];
  flags: ItemFlag[];
}

/**
 * What each prompt contributes: whether it tells contestants apart (saturation, discrimination), whether its verdicts can be
 * trusted (contradictions, upsets), whether it is there twice.
 *
 * Discrimination is the item–test correlation of classical test theory (Lord and Novick, "Statistical Theories of Mental Test
 * Scores", 1968, section 15.4; point-biserial when nothing is tied) with matches as observations: the outcome 2·score − 1 against
 * the rating difference. Which contestant is called a says nothing, so each match counts once each way round, which makes both
 * means 0: r = Σ d·y / √(Σ d² · Σ y²). The ratings contain the prompt itself; with many prompts that is negligible.
 *
 * Upsets are counted over decided matches: each is won by the lower rated with probability 1 / (1 + 10^(|d|/400)), so their number
 * has that mean and the variance of a sum of independent coins.
 *
 * @param input `ratings` by contestant, 400·log10 scale; matches of contestants without one are left out of what needs it
 */
export function analyseItems(input: {
  prompts: readonly { key: string; category: string | null; text: string }[];
  matches: readonly ItemMatch[];
  ratings: ReadonlyMap<string, number>;
  thresholds: ItemThresholds;
}): ItemStatistics[] {
  const { prompts, ratings, thresholds } = input;
  const byPrompt = Map.groupBy(input.matches, ({ promptKey }) => promptKey);
  const pairs = nearDuplicates(
    prompts.map(({ text }) => text),
    thresholds.duplicate,
  );
  return prompts.map(({ key, category }, index) => {
    const matches = byPrompt.get(key) ?? [];
    const statistics = {
      promptKey: key,
      category,
      matches: matches.length,
      ...saturation(matches),
      ...consistency(matches),
      discrimination: discriminationOf(matches, ratings),
      ...upsetsOf(matches, ratings),
      duplicates: duplicatesOf(index, pairs).map(({ place, similarity }) => ({
        promptKey: prompts[place]!.key,
        similarity,
      })),
    };
    return { ...statistics, flags: flagsOf(statistics, thresholds) };
  });
}

/** A contradiction is no tie: it says nothing of how alike the answers are. */
function saturation(matches: readonly ItemMatch[]): { tieShare: number | null; consistent: number } {
  const consistent = matches.filter(({ inconsistent }) => !inconsistent);
  const tieShare = consistent.length === 0 ? null : mean(consistent.map(({ score }) => 1 - Math.abs(2 * score - 1)));
  return { tieShare, consistent: consistent.length };
}

function consistency(matches: readonly ItemMatch[]) {
  const both = matches.filter(({ inconsistent }) => inconsistent !== null);
  const inconsistentShare =
    both.length === 0 ? null : both.filter(({ inconsistent }) => inconsistent).length / both.length;
  return { inconsistentShare, bothOrders: both.length };
}

function discriminationOf(matches: readonly ItemMatch[], ratings: ReadonlyMap<string, number>): number | null {
  let products = 0;
  let differences = 0;
  let outcomes = 0;
  for (const { difference, score } of rated(matches, ratings)) {
    const outcome = 2 * score - 1;
    products += difference * outcome;
    differences += difference ** 2;
    outcomes += outcome ** 2;
  }
  return differences === 0 || outcomes === 0 ? null : products / Math.sqrt(differences * outcomes);
}

function upsetsOf(matches: readonly ItemMatch[], ratings: ReadonlyMap<string, number>) {
  let upsets = 0;
  let expectedUpsets = 0;
  let variance = 0;
  for (const { difference, score } of rated(matches, ratings)) {
    if (score === 0.5) continue;
    const chance = 1 / (1 + 10 ** (Math.abs(difference) / 400));
    expectedUpsets += chance;
    variance += chance * (1 - chance);
    // Between equals nobody is the lower rated: half an upset, as expected.
    upsets += difference === 0 ? 0.5 : difference > 0 === score < 0.5 ? 1 : 0;
  }
  return { upsets, expectedUpsets, surprise: variance === 0 ? null : (upsets - expectedUpsets) / Math.sqrt(variance) };
}

function rated(matches: readonly ItemMatch[], ratings: ReadonlyMap<string, number>) {
  return matches.flatMap(({ a, b, score }) => {
    const [left, right] = [ratings.get(a), ratings.get(b)];
    return left === undefined || right === undefined ? [] : [{ difference: left - right, score }];
  });
}

function duplicatesOf(index: number, pairs: readonly NearDuplicate[]) {
  return pairs
    .filter(({ first, second }) => first === index || second === index)
    .map(({ first, second, similarity }) => ({ place: first === index ? second : first, similarity }));
}

function flagsOf(item: Omit<ItemStatistics, 'flags'>, thresholds: ItemThresholds): ItemFlag[] {
  const flags: ItemFlag[] = [];
  if (item.matches >= thresholds.minimum) {
    const isSaturated = item.consistent >= thresholds.minimum && (item.tieShare ?? 0) >= thresholds.saturated;
    if (isSaturated) flags.push('saturated');
    if (item.bothOrders >= thresholds.minimum && (item.inconsistentShare ?? 0) >= thresholds.noisy) flags.push('noisy');
    if ((item.surprise ?? 0) >= thresholds.surprise) flags.push('against-ratings');
    // Nothing to discriminate by where everything is tied: that has been said.
    if (!isSaturated && item.discrimination !== null && item.discrimination < thresholds.discrimination)
      flags.push('weak');
  }
  if (item.duplicates.length > 0) flags.push('duplicate');
  return flags;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
