import type { PlannedNewcomer } from '#lib/pipeline/plan-newcomer.ts';
import { moneyText } from './money-text.ts';
import { visible } from './visible.ts';

/** What adding a contestant will do and cost, before it does. */
export function newcomerText(planned: PlannedNewcomer): string {
  const { contestant, matchesPerPrompt, board, incumbents, plan, origin } = planned;
  const count = (value: number) => value.toLocaleString('en');
  const orders = origin.bothOrders ? ' in both orders' : '';
  const samples = origin.samples > 1 ? `, ${origin.samples} samples each` : '';
  const lines = [
    `${visible(contestant)} joins the board of run #${board}: ${count(plan.matches)} matches, ${matchesPerPrompt} on each prompt, against ${incumbents} incumbents`,
    `  ${count(plan.calls)} calls${orders}${samples}, by ${[...new Set(origin.judges.map(({ name }) => name))].join(', ')}`,
    `  about ${count(plan.tokens.input)} input and ${count(plan.tokens.output)} output tokens; ${costText(planned)}`,
  ];
  if (plan.identical > 0) lines.push(`  ${count(plan.identical)} matches between identical answers cost nothing`);
  for (const { prompts } of plan.missing)
    lines.push(`  it has no answer to ${count(prompts)} ${prompts === 1 ? 'prompt' : 'prompts'}, and sits out`);
  lines.push('  incumbents play nothing, and keep their mean of 1000');
  return lines.join('\n');
}

function costText({ plan: { cost }, origin }: PlannedNewcomer): string {
  if (origin.simulated) return 'free: the judge is simulated';
  return cost === null ? 'cost unknown: no price for a judge' : `about $${moneyText(cost.high)}`;
}
