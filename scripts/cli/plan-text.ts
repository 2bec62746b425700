import type { Plan } from '#lib/db/run-row.ts';
import { type RunSettings, SIMULATOR_ENDPOINT } from '#lib/pipeline/run-settings.ts';
import { moneyText } from './money-text.ts';

/** What a run will do and cost, before it does. */
export function planText(settings: RunSettings, plan: Plan): string {
  const count = (value: number) => value.toLocaleString('en');
  const simulated = settings.judges.every((judge) => judge.endpoint === SIMULATOR_ENDPOINT);
  const orders = settings.bothOrders ? ' in both orders' : '';
  const samples = settings.samples > 1 ? `, ${settings.samples} samples each` : '';
  const identical =
    plan.identical > 0 ? `; ${count(plan.identical)} matches between identical answers cost nothing` : '';
  const lines = [
    `${settings.benchmark}, ${settings.schedule}, ${plan.contestants} contestants on ${plan.prompts} prompts, ${juryText(settings)}`,
    `  ${count(plan.matches)} matches, ${count(plan.calls)} calls${orders}${samples}${identical}`,
    `  about ${count(plan.tokens.input)} input and ${count(plan.tokens.output)} output tokens; ${costText(plan, simulated)}`,
  ];
  lines.push(...juryLines(settings, plan));
  if (settings.maxCalls !== null) lines.push(`  pauses at ${count(settings.maxCalls)} requests`);
  if (settings.maxCost !== null) lines.push(`  pauses before $${settings.maxCost}`);
  for (const { contestant, prompts } of plan.missing) {
    const sits = prompts === 1 ? '1 prompt and sits it out' : `${prompts} prompts and sits them out`;
    lines.push(`  ${contestant} has no answer to ${sits}`);
  }
  return lines.join('\n');
}

/** The judges by name; of several, what each counts, and how they are combined. */
function juryText({ judges, combination }: RunSettings): string {
  const names = judges.map(({ endpoint, model }) => (endpoint === SIMULATOR_ENDPOINT ? `${model} (simulated)` : model));
  if (names.length === 1) return `judge ${names[0]}`;
  const equal = judges.every(({ weight }) => weight === judges[0]?.weight);
  const seats = names.map((name, seat) => (equal ? name : `${name} × ${judges[seat]?.weight}`));
  return `jury of ${names.length} (${combination}): ${seats.join(', ')}`;
}

/** What each of several judges has to do, where families are excluded. */
function juryLines({ judges, excludeFamily }: RunSettings, { juryCalls = [] }: Plan): string[] {
  if (!excludeFamily) return [];
  const each = judges.map(({ model }, seat) => `${model} ${(juryCalls[seat] ?? 0).toLocaleString('en')}`);
  return [`  judges leave out contestants of their own family; calls: ${each.join(', ')}`];
}

function costText({ cost }: Plan, simulated: boolean): string {
  if (simulated) return 'free: the judge is simulated';
  if (cost === null) return 'cost unknown: no price for this judge';
  return `$${moneyText(cost.low)} to $${moneyText(cost.high)}`;
}
