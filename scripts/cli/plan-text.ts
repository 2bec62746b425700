import type { Plan } from '#lib/db/run-row.ts';
import { type RunSettings, SIMULATOR_ENDPOINT } from '#lib/pipeline/run-settings.ts';

/** What a run will do and cost, before it does. */
export function planText(settings: RunSettings, plan: Plan): string {
  const count = (value: number) => value.toLocaleString('en');
  const simulated = settings.judge.endpoint === SIMULATOR_ENDPOINT;
  const orders = settings.bothOrders ? ' in both orders' : '';
  const identical =
    plan.identical > 0 ? `; ${count(plan.identical)} matches between identical answers cost nothing` : '';
  const lines = [
    `${settings.benchmark}, ${settings.schedule}, ${plan.contestants} contestants on ${plan.prompts} prompts, judge ${settings.judge.model}${simulated ? ' (simulated)' : ''}`,
    `  ${count(plan.matches)} matches, ${count(plan.calls)} calls${orders}${identical}`,
    `  about ${count(plan.tokens.input)} input and ${count(plan.tokens.output)} output tokens; ${costText(plan, simulated)}`,
  ];
  if (settings.maxCalls !== null) lines.push(`  pauses at ${count(settings.maxCalls)} requests`);
  if (settings.maxCost !== null) lines.push(`  pauses before $${settings.maxCost}`);
  for (const { contestant, prompts } of plan.missing) {
    const sits = prompts === 1 ? '1 prompt and sits it out' : `${prompts} prompts and sits them out`;
    lines.push(`  ${contestant} has no answer to ${sits}`);
  }
  return lines.join('\n');
}

function costText({ cost }: Plan, simulated: boolean): string {
  if (simulated) return 'free: the judge is simulated';
  if (cost === null) return 'cost unknown: no price for this judge';
  return `$${money(cost.low)} to $${money(cost.high)}`;
}

function money(usd: number): string {
  return usd === 0 || usd >= 1 ? usd.toFixed(2) : usd.toPrecision(2);
}
