import type { RunRow } from '#lib/db/run-row.ts';
import { scopeText } from '#lib/judging/rejudging-scope.ts';
import type { RejudgingPlan } from '#lib/pipeline/plan-rejudging.ts';
import { moneyText } from './money-text.ts';

/** What judging again will do and cost, before it does. */
export function rejudgingText(run: RunRow, plan: RejudgingPlan): string {
  const count = (value: number) => value.toLocaleString('en');
  const judges = plan.judges.map(
    ({ name, endpoint, calls }) => `${name} at ${endpoint}${plan.judges.length > 1 ? ` (${count(calls)})` : ''}`,
  );
  const cost = plan.cost === null ? 'cost unknown: no price for a judge' : `about $${moneyText(plan.cost)}`;
  return [
    `run #${run.number}, ${scopeText(plan.scope)}: ${count(plan.matches)} matches are judged again, as generation ${plan.generation}`,
    `  ${count(plan.calls)} calls, none from the cache, by ${judges.join(', ')}`,
    `  about ${count(plan.tokens.input)} input and ${count(plan.tokens.output)} output tokens; ${cost}`,
    '  what was judged before is kept, and brackets stay as they were played',
  ].join('\n');
}

/** What of a leaderboard rests on judgements of a re-judging; null when nothing does. */
export function rejudgedText(rejudged: { matches: number; generation: number } | null | undefined): string | null {
  if (!rejudged) return null;
  const { matches, generation } = rejudged;
  return `re-judged: ${matches.toLocaleString('en')} ${matches === 1 ? 'match' : 'matches'}, generation ${generation}`;
}
