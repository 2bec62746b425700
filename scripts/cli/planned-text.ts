import type { RunRow } from '#lib/db/run-row.ts';
import { moneyText } from './money-text.ts';

/** What was planned beside what came, of a run that has ended and did cost something; else empty. */
export function plannedText({
  endedAt,
  plan,
  requests,
  inputTokens,
  outputTokens,
  spend,
  priceKnown,
}: PlannedRun): string {
  if (endedAt === null || requests === 0 || (priceKnown && spend === 0)) return '';
  const { afterTrial } = plan;
  const planned = afterTrial ?? plan;
  const cost =
    planned.cost === null ? 'cost unknown' : `$${moneyText(planned.cost.low)} to $${moneyText(planned.cost.high)}`;
  const tokens = afterTrial?.tokens ?? { input: plan.tokens.input, output: plan.tokens.output };
  const spent = priceKnown ? `$${moneyText(spend)}` : 'cost unknown';
  return [
    `${afterTrial ? 'Expected after the trial' : 'Planned'}: ${count(plan.calls)} calls, ${count(tokens.input)} input and ${count(tokens.output)} output tokens, ${cost}.`,
    `Made: ${count(requests)} requests, ${count(inputTokens)} input and ${count(outputTokens)} output tokens, ${spent}.`,
  ].join('\n');
}

type PlannedRun = Pick<
  RunRow,
  'endedAt' | 'plan' | 'requests' | 'inputTokens' | 'outputTokens' | 'spend' | 'priceKnown'
>;

function count(value: number): string {
  return Math.round(value).toLocaleString('en');
}
