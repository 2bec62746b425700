import type { TeamScope } from '#lib/access/team-scope.ts';
import type { Queryable } from './database.ts';
import type { FilteredRun, MatchFilter, WantedResult } from './match-filter.ts';
import type { MatchState } from './matches.ts';

/** How many matches of a run have these entrants, category and state: all that counts in lists are made from. */
export interface MatchCell {
  a: string | null;
  b: string | null;
  category: string | null;
  state: MatchState;
  matches: number;
}

/** Counts the matches of a run once, by everything they can be filtered by without reading texts. O(matches). */
export async function countMatches(
  database: Queryable,
  scope: TeamScope,
  run: Pick<FilteredRun, 'id' | 'benchmarkVersionId'>,
): Promise<MatchCell[]> {
  const { rows } = await database.query<MatchCell>(
    `SELECT m.a, m.b, bp.category, m.state, sum(m.matches)::int AS matches
     FROM (SELECT contestant_a_id AS a, contestant_b_id AS b, prompt_id, state, count(*) AS matches FROM match
           WHERE team_id = $1 AND run_id = $2 GROUP BY 1, 2, 3, 4) m
     JOIN benchmark_prompt bp ON bp.version_id = $3 AND bp.prompt_id = m.prompt_id
     GROUP BY 1, 2, 3, 4`,
    [scope.teamId, run.id, run.benchmarkVersionId],
  );
  return rows;
}

/** How many matches a filter lets through, and how many each choice of one of its parts would, the other parts as they are. */
export interface FacetCounts {
  total: number;
  /** By contestant id: choosing it as the contestant, and as the opponent of the chosen one. */
  contestants: Map<string, number>;
  opponents: Map<string, number>;
  categories: Map<string, number>;
  results: Map<WantedResult, number>;
  upsets: number;
}

/** Counts what a filter and its neighbours let through, but for judge and search, which need rows. O(cells). */
export function facetCounts(
  cells: readonly MatchCell[],
  run: Pick<FilteredRun, 'bestFirst'>,
  filter: MatchFilter,
): FacetCounts {
  const place = new Map(run.bestFirst.map((id, index) => [id, index]));
  const counts: FacetCounts = {
    total: 0,
    contestants: new Map(),
    opponents: new Map(),
    categories: new Map(),
    results: new Map(),
    upsets: 0,
  };
  for (const cell of cells) addCell(counts, cell, { place, filter });
  return counts;
}

function addCell(
  counts: FacetCounts,
  cell: MatchCell,
  { place, filter }: { place: ReadonlyMap<string, number>; filter: MatchFilter },
): void {
  const { contestantId, opponentId, result } = filter;
  const met = contestantId === null || cell.a === contestantId || cell.b === contestantId;
  const inCategory = filter.category === null || cell.category === filter.category;
  const isUpset = wasUpset(cell, place);
  const rightUpset = !filter.upset || isUpset;
  const hasResult = result === null || isResult(cell, result, contestantId);
  if (inCategory && rightUpset) addEntrants(counts, cell, { filter, isOpponent: met && hasResult });
  if (!met || (contestantId !== null && opponentId !== null && cell.a !== opponentId && cell.b !== opponentId)) return;
  if (hasResult && rightUpset && cell.category !== null) add(counts.categories, cell.category, cell);
  if (!inCategory) return;
  if (rightUpset) addResults(counts, cell, contestantId);
  if (!hasResult) return;
  if (isUpset) counts.upsets += cell.matches;
  if (rightUpset) counts.total += cell.matches;
}

function addEntrants(
  counts: FacetCounts,
  cell: MatchCell,
  { filter, isOpponent }: { filter: MatchFilter; isOpponent: boolean },
): void {
  const { contestantId, result } = filter;
  for (const id of [cell.a, cell.b]) {
    if (id === null) continue;
    if (result === null || isResult(cell, result, id)) add(counts.contestants, id, cell);
    if (isOpponent && contestantId !== null && id !== contestantId) add(counts.opponents, id, cell);
  }
}

function addResults({ results }: FacetCounts, cell: MatchCell, contestantId: string | null): void {
  const { state } = cell;
  const isDecided = state === 'a' || state === 'b';
  add(results, isDecided ? 'decided' : state, cell);
  if (isDecided && contestantId !== null) add(results, cell[state] === contestantId ? 'won' : 'lost', cell);
}

/** Whether this result finds the match, `won` and `lost` as the contestant's. */
function isResult(cell: MatchCell, result: WantedResult, contestantId: string | null): boolean {
  const { state } = cell;
  if (state !== 'a' && state !== 'b') return state === result;
  if (result === 'decided') return true;
  if (contestantId === null || (result !== 'won' && result !== 'lost')) return false;
  return (cell[state] === contestantId) === (result === 'won');
}

function add<Key>(counts: Map<Key, number>, key: Key, { matches }: MatchCell): void {
  counts.set(key, (counts.get(key) ?? 0) + matches);
}

function wasUpset({ a, b, state }: MatchCell, place: ReadonlyMap<string, number>): boolean {
  const [first, second] = [place.get(a ?? ''), place.get(b ?? '')];
  if (first === undefined || second === undefined) return false;
  return state === 'a' ? first > second : state === 'b' && second > first;
}

/**
 * How many matches an index would have to gather to find those of a filter: all of its pair, or all in its state, whichever are
 * fewer; infinite when no index helps. O(cells).
 */
export function gatheredCount(cells: readonly MatchCell[], { contestantId, opponentId, result }: MatchFilter): number {
  const hasPair = contestantId !== null && opponentId !== null;
  let [ofPair, inState] = [0, 0];
  for (const { a, b, state, matches } of cells) {
    if (hasPair && ((a === contestantId && b === opponentId) || (a === opponentId && b === contestantId)))
      ofPair += matches;
    if (state === result) inState += matches;
  }
  const hasState = result !== null && !['decided', 'won', 'lost'].includes(result);
  return Math.min(hasPair ? ofPair : Number.POSITIVE_INFINITY, hasState ? inState : Number.POSITIVE_INFINITY);
}
