import type { TeamScope } from '#lib/access/team-scope.ts';
import type { Queryable } from '#lib/db/database.ts';
import type { CostEstimate, PriceSource } from '#lib/db/run-row.ts';
import type { JudgingTemplate } from '#lib/judging/template.ts';
import type { Price } from '#lib/llm/prices.ts';
import { encodingOf, tokenCounter } from '#lib/llm/token-count.ts';
import type { PlannedMatch } from '#lib/tournament/planned-match.ts';
import { estimateCost } from './estimate-cost.ts';
import { expectedInput, type SizedMatch } from './expected-input.ts';
import type { Field } from './field.ts';
import { earlierHabits } from './judge-habits.ts';
import { judgePrice } from './judge-price.ts';
import { type FieldSizes, measureField } from './measure-texts.ts';
import { requestFrames } from './request-frame.ts';
import type { JudgeSettings } from './run-settings.ts';

/** What one judge of a plan will cost. */
export interface JudgeCost {
  estimate: CostEstimate;
  price: Price | null;
  source: PriceSource;
}

/**
 * Estimates what a judge will cost that is asked `callsOf` each match: all texts counted, the template's own exactly, entrants of
 * later rounds as expected. A judge that was asked before counts and writes as it did then.
 */
export async function planCost(
  database: Queryable,
  scope: TeamScope,
  plan: {
    field: Field;
    matches: readonly PlannedMatch[];
    judge: JudgeSettings;
    template: Pick<JudgingTemplate, 'id' | 'version' | 'render'>;
    callsOf: (match: PlannedMatch) => number;
  },
): Promise<JudgeCost> {
  const { field, judge, template } = plan;
  const { encoding, isExact } = encodingOf(judge);
  const sizes = await measureField(database, scope, { field, encoding });
  const frameOf = requestFrames(template, await tokenCounter(encoding));
  const input = expectedInput(sizedMatches(plan, sizes), { sizes, frameOf });
  const asked = { ...judge, templateId: template.id, templateVersion: template.version };
  const habits = await earlierHabits(database, scope, asked);
  const { price, source } = await judgePrice(database, scope, judge);
  return { estimate: estimateCost({ input, judge, isExact, habits, price }), price, source };
}

function sizedMatches(
  {
    field,
    matches,
    callsOf,
  }: { field: Field; matches: readonly PlannedMatch[]; callsOf: (match: PlannedMatch) => number },
  sizes: FieldSizes,
): SizedMatch[] {
  const idOf = (promptKey: string, { round, slot }: { round: number; slot: number }) => `${promptKey} ${round} ${slot}`;
  return matches.map((match) => {
    const promptId = field.promptByKey.get(match.promptKey)?.id as string;
    const answers = field.responses.get(promptId);
    const sizeOf = (name: string | null) => {
      const response = name === null ? undefined : answers?.get(name);
      return response ? sizes.answerOf(response) : null;
    };
    return {
      id: idOf(match.promptKey, match),
      promptId,
      a: sizeOf(match.a),
      b: sizeOf(match.b),
      feeds: match.feeds && { id: idOf(match.promptKey, match.feeds), side: match.feeds.side },
      calls: callsOf(match),
    };
  });
}
