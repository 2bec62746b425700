import type { TeamScope } from '#lib/access/team-scope.ts';
import type { Queryable } from '#lib/db/database.ts';
import type { CostEstimate } from '#lib/db/run-row.ts';
import { encodingOf, tokenCounter } from '#lib/llm/token-count.ts';
import type { PlannedMatch } from '#lib/tournament/planned-match.ts';
import { estimateCost } from './estimate-cost.ts';
import { expectedInput, type SizedMatch } from './expected-input.ts';
import type { Field } from './field.ts';
import { earlierHabits } from './judge-habits.ts';
import { type FieldSizes, measureField } from './measure-texts.ts';
import { isIdentical, jurorsIn, type PlannedJuror } from './plan-jury.ts';
import { requestFrames } from './request-frame.ts';
import type { RunSettings } from './run-settings.ts';

/**
 * Estimates what each judge of a plan will cost with each of its templates, in the order of the jury: all texts counted, the template's own exactly, entrants of later rounds as
 * expected. A judge that was asked before counts and writes as it did then.
 */
export async function juryCosts(
  database: Queryable,
  scope: TeamScope,
  plan: {
    field: Field;
    matches: readonly PlannedMatch[];
    jury: readonly PlannedJuror[];
    settings: Pick<RunSettings, 'bothOrders' | 'excludeFamily' | 'samples' | 'judges'>;
  },
): Promise<CostEstimate[]> {
  const { field, matches, jury, settings } = plan;
  const { jurorsOf } = jurorsIn(field, plan);
  const each = (settings.bothOrders ? 2 : 1) * settings.samples;
  const estimates: CostEstimate[] = [];
  for (const juror of jury) {
    const { settings: judge, template, price } = juror;
    const { encoding, isExact } = encodingOf(judge);
    const sizes = await measureField(database, scope, { field, encoding });
    const frameOf = requestFrames(template, await tokenCounter(encoding));
    const callsOf = (match: PlannedMatch) => (!isIdentical(field, match) && jurorsOf(match).includes(juror) ? each : 0);
    const input = expectedInput(sizedMatches(field, { matches, sizes, callsOf }), { sizes, frameOf });
    const habits = await earlierHabits(database, scope, { ...judge, templateIds: [template.id] });
    estimates.push(estimateCost({ input, judge, isExact, habits, price }));
  }
  return estimates;
}

function sizedMatches(
  field: Field,
  plan: { matches: readonly PlannedMatch[]; sizes: FieldSizes; callsOf: (match: PlannedMatch) => number },
): SizedMatch[] {
  const idOf = (promptKey: string, { round, slot }: { round: number; slot: number }) => `${promptKey} ${round} ${slot}`;
  return plan.matches.map((match) => {
    const promptId = field.promptByKey.get(match.promptKey)?.id as string;
    const answers = field.responses.get(promptId);
    const sizeOf = (name: string | null) => {
      const response = name === null ? undefined : answers?.get(name);
      return response ? plan.sizes.answerOf(response) : null;
    };
    return {
      id: idOf(match.promptKey, match),
      promptId,
      a: sizeOf(match.a),
      b: sizeOf(match.b),
      feeds: match.feeds && { id: idOf(match.promptKey, match.feeds), side: match.feeds.side },
      calls: plan.callsOf(match),
    };
  });
}
