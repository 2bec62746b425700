import type { TeamScope } from '#lib/access/team-scope.ts';
import type { Database } from '#lib/db/database.ts';
import { type EntrantResponse, entrantsOfRun } from '#lib/db/entrants.ts';
import { type RemainingMatch, remainingMatches } from '#lib/db/remaining-matches.ts';
import type { CostEstimate, RunJudge, RunRow } from '#lib/db/run-row.ts';
import type { Price } from '#lib/llm/prices.ts';
import { encodingOf, tokenCounter } from '#lib/llm/token-count.ts';
import { addEstimates, estimateCost } from './estimate-cost.ts';
import { expectedInput } from './expected-input.ts';
import { type Field, loadField } from './field.ts';
import { earlierHabits, habitsInRun } from './judge-habits.ts';
import { type FieldSizes, measureField } from './measure-texts.ts';
import { requestFrames } from './request-frame.ts';
import { createTemplateReader } from './template-reader.ts';

/** What the rest of a run will cost, and with it the whole. */
export interface RunOutlook {
  /** Calls still to be made, expected. */
  calls: number;
  left: CostEstimate;
  /** USD with what is spent; null when a judge's price is unknown. */
  total: { low: number; high: number } | null;
  /** Tokens with those billed already. */
  tokens: CostEstimate['tokens'];
}

/**
 * Estimates the rest of a run from what its judges have billed in it so far: the input by the line that fits their bills best, the
 * output with a 95 % prediction interval for the sum. A judge without three billed calls is taken as in the plan.
 */
export async function runOutlook(database: Database, scope: TeamScope, run: RunRow): Promise<RunOutlook> {
  const entrants = await entrantsOfRun(database, scope, run.id);
  const field = await loadField(database, scope, { versionId: run.benchmarkVersionId, entrants });
  const matches = await remainingMatches(database, scope, run.id);
  const estimates: { calls: number; estimate: CostEstimate }[] = [];
  for (const judge of run.judges) estimates.push(await judgeOutlook(database, scope, { run, judge, field, matches }));
  const left = addEstimates(estimates.map(({ estimate }) => estimate));
  const billed = { input: run.inputTokens, output: run.outputTokens };
  const withBilled = (kind: 'input' | 'output') => ({
    expected: billed[kind] + left.tokens[kind].expected,
    low: billed[kind] + left.tokens[kind].low,
    high: billed[kind] + left.tokens[kind].high,
  });
  return {
    calls: estimates.reduce((sum, { calls }) => sum + calls, 0),
    left,
    total: left.cost && {
      low: run.spend + left.cost.low,
      high: run.spend + run.unreportedCost + left.cost.high,
    },
    tokens: { input: withBilled('input'), output: withBilled('output') },
  };
}

async function judgeOutlook(
  database: Database,
  scope: TeamScope,
  rest: { run: RunRow; judge: RunJudge; field: Field; matches: readonly RemainingMatch[] },
): Promise<{ calls: number; estimate: CostEstimate }> {
  const { run, judge, field } = rest;
  const { encoding, isExact } = encodingOf(judge);
  const sizes = await measureField(database, scope, { field, encoding });
  const template = await createTemplateReader(database)({ ...judge, teamId: run.teamId });
  const frameOf = requestFrames(template, await tokenCounter(encoding));
  const input = expectedInput(sizedMatches(rest, sizes), { sizes, frameOf });
  const asked = { ...judge, templateIds: [judge.templateId] };
  const habits =
    (await habitsInRun(database, scope, { runId: run.id, judge: asked })) ??
    (await earlierHabits(database, scope, asked));
  const estimate = estimateCost({ input, judge, isExact, habits, price: priceOfJudge(judge) });
  return { calls: input.calls, estimate };
}

function sizedMatches({ run, judge, field, matches }: Parameters<typeof judgeOutlook>[2], sizes: FieldSizes) {
  const responses = new Map<string, EntrantResponse>();
  for (const answers of field.responses.values())
    for (const response of answers.values()) responses.set(response.id, response);
  const categories = new Map(field.prompts.map(({ id, category }) => [id, category]));
  const sizeOf = (id: string | null) => {
    const response = id === null ? undefined : responses.get(id);
    return response ? sizes.answerOf(response) : null;
  };
  const each = (run.bothOrders ? 2 : 1) * run.samples;
  return matches.map((match) => ({
    id: match.id,
    promptId: match.promptId,
    a: sizeOf(match.responseAId),
    b: sizeOf(match.responseBId),
    feeds:
      match.feedsMatchId === null || match.feedsSide === null
        ? null
        : { id: match.feedsMatchId, side: match.feedsSide },
    calls: match.calls
      ? (match.calls[judge.judgeVersionId] ?? 0)
      : judgesCategory(judge, run.judges, categories.get(match.promptId) ?? null)
        ? each
        : 0,
  }));
}

/** Versions of one judge for different categories share a seat. */
function judgesCategory(judge: RunJudge, judges: readonly RunJudge[], category: string | null): boolean {
  if (judge.categories.length > 0) return category !== null && judge.categories.includes(category);
  return !judges.some((other) => other.seat === judge.seat && category !== null && other.categories.includes(category));
}

function priceOfJudge({ inputPrice, outputPrice }: RunJudge): Price | null {
  if (inputPrice === null || outputPrice === null) return null;
  return { inputPerMillion: inputPrice, outputPerMillion: outputPrice };
}
