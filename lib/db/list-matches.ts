import type { TeamScope } from '#lib/access/team-scope.ts';
import type { Queryable } from './database.ts';
import {
  type FilteredRun,
  holds,
  likeOf,
  type MatchCondition,
  type MatchFilter,
  matchCondition,
} from './match-filter.ts';
import type { AdvancedBy, MatchState, Side } from './matches.ts';

/** One match in a list. */
export interface ListedMatch {
  id: string;
  /** Place in the plan; lists are in this order. */
  ordinal: number;
  round: number;
  state: MatchState;
  advancedSide: Side | null;
  advancedBy: AdvancedBy | null;
  promptKey: string;
  category: string | null;
  /** How the prompt begins. */
  opening: string;
  contestantA: string | null;
  contestantB: string | null;
}

/** Where a page begins: after a place in the plan, or before one, which is then listed backwards to it. */
export type Cursor = { after: number } | { before: number } | null;

export interface MatchPage {
  matches: ListedMatch[];
  hasPrevious: boolean;
  hasNext: boolean;
  /** How many the search found; null without a search, and where counting them would mean to walk them all. */
  found: number | null;
}

/** So many prompts are looked up one by one; more are tested along the way. */
const FEW_PROMPTS = 200;

/** The prompts of a version whose key or text holds the text; null when they are many. */
async function searchPrompts(
  database: Queryable,
  scope: TeamScope,
  search: { versionId: string; text: string },
): Promise<string[] | null> {
  const { rows } = await database.query<{ id: string }>(
    `SELECT bp.prompt_id AS id FROM benchmark_prompt bp JOIN prompt p ON p.id = bp.prompt_id
     WHERE bp.team_id = $1 AND bp.version_id = $2 AND ${holds('$3')} LIMIT ${FEW_PROMPTS + 1}`,
    [scope.teamId, search.versionId, likeOf(search.text)],
  );
  return rows.length > FEW_PROMPTS ? null : rows.map((row) => row.id);
}

/**
 * A page of the matches of a run in plan order. Of `total` matches the filter lets about `expected` through, search and judge aside:
 * where that are many, they are met soon when all are walked in order; else the `gathered` matches that an index finds are sorted.
 */
export async function listMatches(
  database: Queryable,
  scope: TeamScope,
  run: FilteredRun,
  page: { filter: MatchFilter; cursor: Cursor; size: number; expected: number; gathered: number; total: number },
): Promise<MatchPage> {
  const { filter, cursor, size } = page;
  const promptIds =
    filter.search === null
      ? null
      : await searchPrompts(database, scope, { versionId: run.benchmarkVersionId, text: filter.search });
  if (page.expected === 0 || promptIds?.length === 0) {
    return { matches: [], hasPrevious: false, hasNext: false, found: filter.search === null ? null : 0 };
  }
  const gather = promptIds !== null || page.gathered < (size * page.total) / page.expected;
  const condition = matchCondition(scope, run, filter, { byIndex: gather, promptIds });
  const rows = await readPage(database, run, { condition, gather, cursor, limit: size + 1 });
  const isBackwards = cursor !== null && 'before' in cursor;
  const hasMore = rows.length > size;
  const matches = rows.slice(0, size);
  if (isBackwards) matches.reverse();
  return {
    matches,
    hasPrevious: isBackwards ? hasMore : cursor !== null,
    hasNext: isBackwards ? true : hasMore,
    found: promptIds !== null && gather ? await countFound(database, condition) : null,
  };
}

async function countFound(database: Queryable, { sql, values }: MatchCondition): Promise<number> {
  const { rows } = await database.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM match m WHERE ${sql}`,
    values,
  );
  return rows[0]?.count ?? 0;
}

async function readPage(
  database: Queryable,
  run: FilteredRun,
  page: { condition: MatchCondition; gather: boolean; cursor: Cursor; limit: number },
): Promise<ListedMatch[]> {
  const { condition, gather, cursor, limit } = page;
  const values = [...condition.values];
  const value = (one: unknown) => `$${values.push(one)}`;
  const isBackwards = cursor !== null && 'before' in cursor;
  const direction = isBackwards ? 'DESC' : 'ASC';
  const from = (column: string) => {
    if (cursor === null) return 'true';
    return 'after' in cursor ? `${column} > ${value(cursor.after)}` : `${column} < ${value(cursor.before)}`;
  };
  const columns =
    'm.id, m.ordinal, m.round, m.state, m.advanced_side, m.advanced_by, m.prompt_id, m.contestant_a_id, m.contestant_b_id';
  const hits = gather
    ? `gathered AS MATERIALIZED (SELECT ${columns} FROM match m WHERE ${condition.sql}),
       hit AS (SELECT * FROM gathered WHERE ${from('ordinal')} ORDER BY ordinal ${direction} LIMIT ${value(limit)})`
    : `hit AS MATERIALIZED (SELECT ${columns} FROM match m WHERE ${condition.sql} AND ${from('m.ordinal')} ORDER BY m.ordinal ${direction} LIMIT ${value(limit)})`;
  const { rows } = await database.query<ListedMatch>(
    `WITH ${hits}
     SELECT m.id, m.ordinal, m.round, m.state, m.advanced_side AS "advancedSide", m.advanced_by AS "advancedBy",
       bp.key AS "promptKey", bp.category, left(p.turns[1], 160) AS opening, ca.name AS "contestantA", cb.name AS "contestantB"
     FROM hit m JOIN benchmark_prompt bp ON bp.version_id = ${value(run.benchmarkVersionId)}::uuid AND bp.prompt_id = m.prompt_id
     JOIN prompt p ON p.id = m.prompt_id
     LEFT JOIN contestant ca ON ca.id = m.contestant_a_id LEFT JOIN contestant cb ON cb.id = m.contestant_b_id
     ORDER BY m.ordinal ${direction}`,
    values,
  );
  return rows;
}
