import type { TeamScope } from '#lib/access/team-scope.ts';
import type { Queryable } from './database.ts';
import type { FilteredRun, MatchFilter } from './match-filter.ts';
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

/** How many matches the filter lets through. Judge and search are not counted: they need rows. O(cells). */
export function filteredCount(
  cells: readonly MatchCell[],
  run: Pick<FilteredRun, 'bestFirst'>,
  filter: MatchFilter,
): number {
  const place = new Map(run.bestFirst.map((id, index) => [id, index]));
  let count = 0;
  for (const cell of cells) if (letsThrough(cell, place, filter)) count += cell.matches;
  return count;
}

function letsThrough(cell: MatchCell, place: ReadonlyMap<string, number>, filter: MatchFilter): boolean {
  const { contestantId, opponentId } = filter;
  if (contestantId !== null && cell.a !== contestantId && cell.b !== contestantId) return false;
  if (contestantId !== null && opponentId !== null && cell.a !== opponentId && cell.b !== opponentId) return false;
  if (filter.category !== null && cell.category !== filter.category) return false;
  if (filter.result !== null && !hasResult(cell, filter)) return false;
  return !filter.upset || isUpset(cell, place);
}

function hasResult(cell: MatchCell, { result, contestantId }: MatchFilter): boolean {
  const isDecided = cell.state === 'a' || cell.state === 'b';
  if (result === 'decided') return isDecided;
  if (result !== 'won' && result !== 'lost') return cell.state === result;
  if (contestantId === null || !isDecided) return false;
  return (cell[cell.state as 'a' | 'b'] === contestantId) === (result === 'won');
}

function isUpset({ a, b, state }: MatchCell, place: ReadonlyMap<string, number>): boolean {
  const [first, second] = [place.get(a ?? ''), place.get(b ?? '')];
  if (first === undefined || second === undefined) return false;
  return state === 'a' ? first > second : state === 'b' && second > first;
}
