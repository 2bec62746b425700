'use server';

import { redirect } from 'next/navigation';
import { z } from 'zod';
import { maySpend } from '#lib/access/session.ts';
import { createRun } from '#lib/pipeline/create-run.ts';
import { planRun } from '#lib/pipeline/plan-run.ts';
import { previewRequests, type RequestPreview } from '#lib/pipeline/preview-request.ts';
import { startRun } from '#lib/pipeline/start-run.ts';
import { type PlanAnswer, planForm, withSettings } from '../../_data/plan-form.ts';
import { server } from '../../_data/server.ts';
import { viewer } from '../../_data/viewer.ts';
import { type FormValues, formValues } from './form-values.ts';

type NoPlan = Exclude<PlanAnswer, { kind: 'plan' }>;
export type StartAnswer = NoPlan | { kind: 'not-allowed' } | { kind: 'plan-changed' };
export type PreviewAnswer = NoPlan | { kind: 'not-allowed' } | { kind: 'preview'; previews: RequestPreview[] };

/** Plans the form as it stands. */
export async function planAction(values: FormValues): Promise<PlanAnswer | { kind: 'not-allowed' }> {
  const asker = await viewer();
  if (!asker) return { kind: 'not-allowed' };
  return planForm(asker.scope, formValues.parse(values));
}

/** Renders a request for each template of the plan. */
export async function previewAction(values: FormValues): Promise<PreviewAnswer> {
  const asker = await viewer();
  if (!asker) return { kind: 'not-allowed' };
  return withSettings(asker.scope, formValues.parse(values), async (settings) => ({
    kind: 'preview' as const,
    previews: await previewRequests(server().database, asker.scope, settings),
  }));
}

/** Stores the run and starts it, if its plan is still the one that was shown. */
export async function startAction(values: FormValues, planHash: string): Promise<StartAnswer> {
  const asker = await viewer();
  if (!asker || !maySpend(asker.role)) return { kind: 'not-allowed' };
  const shown = z.string().max(200).parse(planHash);
  const answer = await withSettings(asker.scope, formValues.parse(values), async (settings) => {
    const { database } = server();
    const planned = await planRun(database, asker.scope, settings);
    if (planned.hash !== shown) return { kind: 'plan-changed' as const };
    const run = await createRun(database, asker.scope, settings);
    await startRun(database, run, shown);
    return { kind: 'started' as const, number: run.number };
  });
  if (answer.kind !== 'started') return answer;
  redirect(`/runs/${answer.number}`);
}
