import type { RunRow } from '#lib/db/run-row.ts';

/** What a run will do and cost, before it does. */
export function planText(run: RunRow): string {
  const { plan } = run;
  const count = (value: number) => value.toLocaleString('en');
  const lines = [
    `Run #${run.number}: ${run.benchmark}, ${run.schedule}, ${plan.contestants} contestants on ${plan.prompts} prompts, judge ${run.judgeName}${run.simulated ? ' (simulated)' : ''}`,
    `  ${count(plan.matches)} matches, ${count(plan.calls)} calls${run.bothOrders ? ' in both orders' : ''}${plan.identical > 0 ? `; ${count(plan.identical)} matches between identical answers cost nothing` : ''}`,
    `  about ${count(plan.tokens.input)} input and ${count(plan.tokens.output)} output tokens; ${costText(run)}`,
  ];
  if (run.maxCalls !== null) lines.push(`  pauses at ${count(run.maxCalls)} requests`);
  if (run.maxCost !== null) lines.push(`  pauses before $${run.maxCost}`);
  for (const one of plan.missing)
    lines.push(
      `  ${one.contestant} has no answer to ${one.prompts} ${one.prompts === 1 ? 'prompt and sits it' : 'prompts and sits them'} out`,
    );
  return lines.join('\n');
}

function costText(run: RunRow): string {
  const { cost } = run.plan;
  if (run.simulated) return 'free: the judge is simulated';
  if (cost === null) return 'cost unknown: no price for this judge';
  return `$${money(cost.low)} to $${money(cost.high)}`;
}

function money(usd: number): string {
  return usd === 0 || usd >= 1 ? usd.toFixed(2) : usd.toPrecision(2);
}
