import type { Cursor } from '#lib/db/list-matches.ts';
import { MATCH_RESULTS, type MatchFilter } from '#lib/db/match-filter.ts';

/** Search parameters of a page, as they come. */
export type Params = Record<string, string | string[] | undefined>;

/** What stands in the address of a list of matches: names, not ids, so that it can be read and shared. Empty parts are left out. */
const FILTER_NAMES = ['contestant', 'opponent', 'category', 'result', 'judge', 'upset', 'q'] as const;
export type FilterName = (typeof FILTER_NAMES)[number];
export type FilterText = Partial<Record<FilterName, string>>;

const LONGEST = 500;

/** The filter as written in the address; what is empty or too long is no filter. */
export function filterText(params: Params): FilterText {
  const text: FilterText = {};
  for (const name of FILTER_NAMES) {
    const value = params[name];
    const trimmed = typeof value === 'string' ? value.trim() : '';
    if (trimmed !== '' && trimmed.length <= LONGEST) text[name] = trimmed;
  }
  return text;
}

/** What names in the address may mean. */
interface Choices {
  contestants: readonly { id: string; name: string }[];
  categories: readonly string[];
  judges: readonly { versionId: string; name: string }[];
}

/** The filter that an address asks for. A name that the run does not know, or an opponent of nobody, is no filter. */
export function parseFilter(text: FilterText, { contestants, categories, judges }: Choices): MatchFilter {
  const idOf = (name: string | undefined) => contestants.find((one) => one.name === name)?.id ?? null;
  const contestantId = idOf(text.contestant);
  const result = MATCH_RESULTS.find((one) => one === text.result) ?? null;
  const needsContestant = result === 'won' || result === 'lost';
  return {
    contestantId,
    opponentId: contestantId === null || text.opponent === text.contestant ? null : idOf(text.opponent),
    category: categories.find((one) => one === text.category) ?? null,
    result: needsContestant && contestantId === null ? null : result,
    judgeVersionId: judges.find(({ versionId }) => versionId === text.judge)?.versionId ?? null,
    upset: text.upset !== undefined,
    search: text.q ?? null,
  };
}

const PLACE = /^\d{1,9}$/;

/** Where the page begins that an address asks for. */
export function parseCursor(params: Params): Cursor {
  const { after, before } = params;
  if (typeof after === 'string' && PLACE.test(after)) return { after: Number(after) };
  if (typeof before === 'string' && PLACE.test(before)) return { before: Number(before) };
  return null;
}

/** An address with a filter, `?` and all; parts that are undefined are left out. */
export function withFilter(path: string, text: FilterText, more: Record<string, string | undefined> = {}): string {
  const parts = Object.entries({ ...text, ...more }).filter((part): part is [string, string] => !!part[1]);
  const query = new URLSearchParams(parts).toString();
  return query === '' ? path : `${path}?${query}`;
}
