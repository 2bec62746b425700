import 'server-only';
import type { Viewer } from '#lib/access/session.ts';
import { newestLeaderboard } from '#lib/db/leaderboards.ts';
import {
  entrantsOfPrompt,
  findPrompt,
  type KnownPair,
  knownPairs,
  type PromptMatch,
  type PromptPlace,
  promptMatches,
} from '#lib/db/prompt-matches.ts';
import type { RunRow } from '#lib/db/run-row.ts';
import { countRedraws, type Redraws } from '#lib/tournament/redraws.ts';
import { type KnownResult, replayKnockout } from '#lib/tournament/replay-knockout.ts';
import { ofRun } from './run-memo.ts';
import { server } from './server.ts';

/** How many other draws are counted. */
const DRAWS = 500;

/** A match of a bracket, played in the run or replayed from what is known. */
export interface ShownMatch {
  round: number;
  slot: number;
  a: string | null;
  b: string | null;
  /** What came of it; null: not played. */
  result: 'a' | 'b' | 'tie' | 'inconsistent' | 'unusable' | null;
  advancedSide: 'a' | 'b' | null;
  /** Somebody went on without a match: the other side is missing. */
  isWalkover: boolean;
  /** The match that was judged, and in which run; null when none was. */
  id: string | null;
  run: number;
  /** How many points the winner is rated below the loser; null when it is not. */
  upset: number | null;
}

export interface Bracket {
  prompt: PromptPlace;
  /** The seed of the draw shown; null for the bracket that the run played. */
  seed: string | null;
  matches: ShownMatch[];
  champion: string | null;
  redraws: Redraws;
  entrants: number;
}

/** The bracket of a prompt: the one played, or with a seed the one it would draw, replayed from verdicts that are stored. */
export async function loadBracket(
  viewer: Viewer,
  run: RunRow,
  asked: { key: string; seed: string | null },
): Promise<Bracket | null> {
  const { database } = server();
  const { scope } = viewer;
  const prompt = await findPrompt(database, scope, { versionId: run.benchmarkVersionId, key: asked.key });
  if (!prompt) return null;
  const place = { runId: run.id, promptId: prompt.id };
  const [played, pairs, contestants, leaderboard] = await Promise.all([
    promptMatches(database, scope, place),
    knownPairs(database, scope, place),
    entrantsOfPrompt(database, scope, place),
    newestLeaderboard(database, scope, run.id),
  ]);
  const known = pairBook(pairs);
  const entrants = { promptKey: prompt.key, contestants };
  const result = (one: string, other: string) => known.get(pairKey(one, other))?.result ?? null;
  const redraws = await ofRun(`redraws ${prompt.id}`, run, async () =>
    countRedraws(entrants, { seed: run.seed, draws: DRAWS, known: result }),
  );
  const ranked = (leaderboard?.content.ratings ?? []).filter(({ rank }) => rank !== null);
  const ratings = new Map(ranked.map(({ contestant, rating }) => [contestant, rating as number]));
  const isPlayed = asked.seed === null && run.schedule === 'knockout';
  const seed = isPlayed ? null : (asked.seed ?? run.seed);
  const matches =
    seed === null
      ? played.map((match) => playedMatch(match, run.number))
      : replayKnockout(entrants, { seed, known: result }).matches.map((match) => {
          const source = match.a && match.b ? known.get(pairKey(match.a, match.b)) : undefined;
          return {
            ...match,
            isWalkover: false,
            id: source?.matchId ?? null,
            run: source?.run ?? run.number,
            upset: null,
          };
        });
  const shown = matches.map((match): ShownMatch => ({ ...match, upset: upsetOf(match, ratings) }));
  return { prompt, seed, matches: shown, champion: championOf(shown), redraws, entrants: contestants.length };
}

function pairKey(one: string, other: string): string {
  return JSON.stringify(one < other ? [one, other] : [other, one]);
}

/** The first result of each pair: this run's own, else the newest. A usable one is taken before one that is not. */
function pairBook(pairs: readonly KnownPair[]): Map<string, { result: KnownResult; matchId: string; run: number }> {
  const book = new Map<string, { result: KnownResult; matchId: string; run: number }>();
  const isUsable = ({ state }: KnownPair) => ['a', 'b', 'tie', 'inconsistent'].includes(state);
  for (const pair of [...pairs.filter(isUsable), ...pairs.filter((one) => !isUsable(one))]) {
    const key = pairKey(pair.a, pair.b);
    if (!book.has(key)) book.set(key, { result: resultOf(pair), matchId: pair.matchId, run: pair.runNumber });
  }
  return book;
}

function resultOf({ a, b, state }: KnownPair): KnownResult {
  if (state === 'a') return { winner: a };
  if (state === 'b') return { winner: b };
  return { winner: null, reason: state === 'tie' || state === 'inconsistent' ? state : 'unusable' };
}

function playedMatch(match: PromptMatch, run: number): ShownMatch {
  const { id, round, slot, a, b, state, advancedSide, advancedBy } = match;
  const isOver = state === 'a' || state === 'b' || state === 'tie' || state === 'inconsistent';
  const isPending = state === 'open' || state === 'waiting' || state === 'cancelled';
  const result = isOver ? state : isPending ? null : 'unusable';
  return { id, run, round, slot, a, b, result, advancedSide, isWalkover: advancedBy === 'walkover', upset: null };
}

function upsetOf({ a, b, result }: ShownMatch, ratings: ReadonlyMap<string, number>): number | null {
  const [first, second] = [ratings.get(a ?? ''), ratings.get(b ?? '')];
  if (first === undefined || second === undefined || (result !== 'a' && result !== 'b')) return null;
  const gap = result === 'a' ? second - first : first - second;
  return gap > 0 ? gap : null;
}

function championOf(matches: readonly ShownMatch[]): string | null {
  const final = matches.toSorted((left, right) => right.round - left.round)[0];
  return final?.advancedSide ? final[final.advancedSide] : null;
}
