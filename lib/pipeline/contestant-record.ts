import type { TeamScope } from '#lib/access/team-scope.ts';
import type { Database } from '#lib/db/database.ts';
import { newestLeaderboard } from '#lib/db/leaderboards.ts';
import { type MatchOutcome, readMatchOutcomes } from '#lib/db/match-outcomes.ts';
import { type WinShare, winShare } from '#lib/feedback/win-share.ts';
import { type Loss, type PlayedMatch, worstLosses } from '#lib/feedback/worst-losses.ts';

/** A contestant against one opponent, or in one category. */
export interface SideRecord {
  won: number;
  lost: number;
  tied: number;
  inconsistent: number;
  /** Null while nothing was judged. */
  share: WinShare | null;
}

/** How a contestant fared in one run. */
export interface ContestantRecord {
  /** The opponents, hardest first. */
  opponents: (SideRecord & { opponent: string; rating: number | null })[];
  /** Null is the category of prompts without one. Weakest first. */
  categories: (SideRecord & { category: string | null })[];
  all: SideRecord;
  losses: Loss[];
  lost: number;
}

/** Adds up a contestant's matches in a run: against each opponent, by category, and the losses that surprise most. */
export async function contestantRecord(
  database: Database,
  scope: TeamScope,
  { runId, contestant, losses }: { runId: string; contestant: { id: string; name: string }; losses: number },
): Promise<ContestantRecord> {
  const [outcomes, board] = await Promise.all([
    readMatchOutcomes(database, scope, runId, { contestantId: contestant.id }),
    newestLeaderboard(database, scope, runId),
  ]);
  const matches = outcomes.flatMap((outcome) => playedBy(contestant.name, outcome) ?? []);
  const rated = (board?.content.ratings ?? []).flatMap((line) =>
    line.rating === null ? [] : [[line.contestant, line.rating] as const],
  );
  const ratings = new Map(rated);
  const opponents = [...Map.groupBy(matches, ({ opponent }) => opponent)].map(([opponent, group]) => {
    return { opponent, rating: ratings.get(opponent) ?? null, ...sideRecord(group) };
  });
  const categories = [...Map.groupBy(matches, ({ category }) => category)].map(([category, group]) => {
    return { category, ...sideRecord(group) };
  });
  const byShare = (left: SideRecord, right: SideRecord) => (left.share?.share ?? 2) - (right.share?.share ?? 2);
  return {
    opponents: opponents.sort(byShare),
    categories: categories.sort(byShare),
    all: sideRecord(matches),
    losses: worstLosses({ matches, contestant: contestant.name, ratings, limit: losses }),
    lost: matches.filter(({ result }) => result === 'lost').length,
  };
}

const RESULTS: Record<string, readonly [asA: PlayedMatch['result'], asB: PlayedMatch['result']]> = {
  a: ['won', 'lost'],
  b: ['lost', 'won'],
  tie: ['tied', 'tied'],
  inconsistent: ['inconsistent', 'inconsistent'],
};

/** A match from the side of one who plays in it; null without a verdict. */
function playedBy(name: string, outcome: MatchOutcome): PlayedMatch | null {
  const results = RESULTS[outcome.state];
  if (!results || outcome.score === null) return null;
  const isA = outcome.a === name;
  const { id, promptKey, category } = outcome;
  return {
    id,
    promptKey,
    category,
    opponent: isA ? outcome.b : outcome.a,
    score: isA ? outcome.score : 1 - outcome.score,
    result: results[isA ? 0 : 1],
    bothOrders: outcome.orders > 1,
  };
}

function sideRecord(matches: readonly PlayedMatch[]): SideRecord {
  const of = (result: PlayedMatch['result']) => matches.filter((match) => match.result === result).length;
  return {
    won: of('won'),
    lost: of('lost'),
    tied: of('tied'),
    inconsistent: of('inconsistent'),
    share: winShare(matches.map(({ promptKey, score }) => ({ prompt: promptKey, score }))),
  };
}
