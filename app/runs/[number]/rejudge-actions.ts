'use server';

import { z } from 'zod';
import { maySpend } from '#lib/access/session.ts';
import { rejudgingScope } from '#lib/judging/rejudging-scope.ts';
import { planRejudging, type RejudgingPlan } from '#lib/pipeline/plan-rejudging.ts';
import { rejudgeRun } from '#lib/pipeline/rejudge-run.ts';
import { type Refused, refusable } from '../../_data/refusal.ts';
import { findRunOf } from '../../_data/run.ts';
import { server } from '../../_data/server.ts';
import { type TemplateChoice, templateChoices } from '../../_data/template-choices.ts';
import { viewer } from '../../_data/viewer.ts';

const shownPlan = z.object({ generation: z.number().int(), matches: z.number().int(), calls: z.number().int() });

/** Null: those of the run. */
const otherTemplate = z.string().min(1).max(100).nullable();

type NoAnswer = { kind: 'not-found' } | { kind: 'not-allowed' } | Refused;
export type RejudgePlanAnswer = NoAnswer | { kind: 'plan'; plan: RejudgingPlan };
export type RejudgeAnswer = NoAnswer | { kind: 'done' };

/** What judging matches of a run of the viewer's team again would do and cost. */
export async function planRejudgeAction(number: number, given: unknown, template: unknown): Promise<RejudgePlanAnswer> {
  const asker = await viewer();
  if (!asker) return { kind: 'not-allowed' };
  const run = await findRunOf(asker, String(number));
  if (!run) return { kind: 'not-found' };
  return refusable(async () => {
    const request = { scope: rejudgingScope.parse(given), judges: null, template: otherTemplate.parse(template) };
    return { kind: 'plan', plan: await planRejudging(server().database, run, request) };
  });
}

/** Judges them again, if it would still do what was shown. Its watchers hear of it. */
export async function rejudgeAction(
  number: number,
  given: unknown,
  { template, shown }: { template: unknown; shown: unknown },
): Promise<RejudgeAnswer> {
  const asker = await viewer();
  if (!asker || !maySpend(asker.role)) return { kind: 'not-allowed' };
  const run = await findRunOf(asker, String(number));
  if (!run) return { kind: 'not-found' };
  return refusable(async () => {
    const request = { scope: rejudgingScope.parse(given), judges: null, template: otherTemplate.parse(template) };
    await rejudgeRun(server().database, run, { ...request, shown: shownPlan.parse(shown) });
    return { kind: 'done' };
  });
}

/** The templates that matches can be judged again with. */
export async function rejudgeTemplatesAction(): Promise<TemplateChoice[]> {
  const asker = await viewer();
  return asker ? templateChoices(asker.scope) : [];
}
