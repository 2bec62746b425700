import type { UnusableVerdict } from './matches.ts';

/** What came of a match, as it is asked for. `won` and `lost` are those of the chosen contestant. */
export const MATCH_RESULTS = [
  'decided',
  'won',
  'lost',
  'tie',
  'inconsistent',
  'unparseable',
  'refused',
  'truncated',
  'blocked',
  'error',
  'open',
  'waiting',
  'cancelled',
] as const satisfies readonly (
  | 'decided'
  | 'won'
  | 'lost'
  | 'tie'
  | 'inconsistent'
  | 'open'
  | 'waiting'
  | 'cancelled'
  | UnusableVerdict
)[];
export type WantedResult = (typeof MATCH_RESULTS)[number];

/** Which matches of a run are asked for; null asks for all. Contestants and judge versions are ids. */
export interface MatchFilter {
  contestantId: string | null;
  /** Only together with `contestantId`: the two have met. */
  opponentId: string | null;
  category: string | null;
  result: WantedResult | null;
  judgeVersionId: string | null;
  /** The winner is rated below the loser. */
  upset: boolean;
  /** Prompts whose key or text holds this, whatever its case. */
  search: string | null;
}

/** What a filter is applied to. */
export interface FilteredRun {
  id: string;
  benchmarkVersionId: string;
  /** Ids of the rated contestants of a single ranking, best first; without one there are no upsets. */
  bestFirst: readonly string[];
}

/** A condition on `match m`, with its values from `$1` on: team and run come first. */
export interface MatchCondition {
  sql: string;
  values: unknown[];
}

/**
 * The filter as SQL. Each part can be tested row by row with an index probe at most, so that matches can be walked in plan order
 * until a page is full; with `byIndex`, pairs and states are found by index instead.
 * @param promptIds the prompts that hold the searched text; null to test each match's prompt along the way
 */
export function matchCondition(
  scope: { teamId: string },
  run: FilteredRun,
  filter: MatchFilter,
  options: { byIndex: boolean; promptIds: readonly string[] | null },
): MatchCondition {
  const values: unknown[] = [scope.teamId, run.id];
  const value = (one: unknown) => `$${values.push(one)}`;
  const parts = ['m.team_id = $1', 'm.run_id = $2'];
  if (filter.contestantId !== null) parts.push(meeting(filter, options.byIndex, value));
  if (filter.result !== null) parts.push(resultIs(filter, options.byIndex, value));
  if (filter.category !== null) {
    parts.push(`(SELECT bp.category FROM benchmark_prompt bp WHERE bp.version_id = ${value(run.benchmarkVersionId)}::uuid
      AND bp.prompt_id = m.prompt_id) = ${value(filter.category)}`);
  }
  if (filter.judgeVersionId !== null) {
    parts.push(
      `EXISTS (SELECT 1 FROM judgement j WHERE j.match_id = m.id AND j.judge_version_id = ${value(filter.judgeVersionId)}::uuid)`,
    );
  }
  if (filter.upset) {
    const places = `${value(run.bestFirst)}::uuid[]`;
    const [a, b] = [`array_position(${places}, m.contestant_a_id)`, `array_position(${places}, m.contestant_b_id)`];
    parts.push(`CASE m.state::text WHEN 'a' THEN ${a} > ${b} WHEN 'b' THEN ${b} > ${a} ELSE false END`);
  }
  if (options.promptIds !== null) parts.push(`m.prompt_id = ANY(${value(options.promptIds)}::uuid[])`);
  else if (filter.search !== null) {
    // A subquery with one value stays one: EXISTS would be joined, and all prompts searched before the first match.
    parts.push(`(SELECT ${holds(value(likeOf(filter.search)))} FROM benchmark_prompt bp JOIN prompt p ON p.id = bp.prompt_id
      WHERE bp.version_id = ${value(run.benchmarkVersionId)}::uuid AND bp.prompt_id = m.prompt_id)`);
  }
  return { sql: parts.join(' AND '), values };
}

/** The text as a pattern of LIKE that finds it anywhere. */
export function likeOf(text: string): string {
  return `%${text.replaceAll(/[\\%_]/g, '\\$&')}%`;
}

/** Whether a prompt (`bp`, `p`) holds a pattern in its key or its text. */
export function holds(pattern: string): string {
  return `(bp.key ILIKE ${pattern} OR array_to_string(p.turns, E'\\n') ILIKE ${pattern})`;
}

function meeting({ contestantId, opponentId }: MatchFilter, byIndex: boolean, value: (one: unknown) => string): string {
  const one = `${value(contestantId)}::uuid`;
  // Written so, no index is in reach, and matches are walked in their order.
  const isOne = (id: string) => `${id} IN (m.contestant_a_id, m.contestant_b_id)`;
  if (opponentId === null) return isOne(one);
  const other = `${value(opponentId)}::uuid`;
  if (!byIndex) return `${isOne(one)} AND ${isOne(other)}`;
  return `((m.contestant_a_id = ${one} AND m.contestant_b_id = ${other}) OR (m.contestant_a_id = ${other} AND m.contestant_b_id = ${one}))`;
}

function resultIs({ contestantId, result }: MatchFilter, byIndex: boolean, value: (one: unknown) => string): string {
  // As text, the index on state is out of reach.
  const state = byIndex ? 'm.state' : 'm.state::text';
  if (result === 'decided') return `${state} IN ('a', 'b')`;
  if (result !== 'won' && result !== 'lost') return `${state} = ${value(result)}${byIndex ? '::match_state' : ''}`;
  if (contestantId === null) return 'false';
  const one = `${value(contestantId)}::uuid`;
  const [asA, asB] = result === 'won' ? ['a', 'b'] : ['b', 'a'];
  return `${state} = CASE WHEN m.contestant_a_id = ${one} THEN '${asA}'${byIndex ? '::match_state' : ''} ELSE '${asB}' END`;
}
