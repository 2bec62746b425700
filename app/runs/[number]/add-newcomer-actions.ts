'use server';

import { z } from 'zod';
import { maySpend } from '#lib/access/session.ts';
import { addNewcomer } from '#lib/pipeline/add-newcomer.ts';
import { type NewcomerPlan, newcomersFor, planNewcomer } from '#lib/pipeline/plan-newcomer.ts';
import { type Refused, refusable } from '../../_data/refusal.ts';
import { findRunOf } from '../../_data/run.ts';
import { server } from '../../_data/server.ts';
import { viewer } from '../../_data/viewer.ts';

const newcomerRequest = z.object({
  contestant: z.string().min(1).max(1000),
  matchesPerPrompt: z.number().int().min(1).max(100_000).nullable(),
});

type NoAnswer = { kind: 'not-found' } | { kind: 'not-allowed' } | Refused;
export type NewcomerPlanAnswer = NoAnswer | { kind: 'plan'; plan: NewcomerPlan };
export type AddNewcomerAnswer = NoAnswer | { kind: 'done'; number: number };

/** Contestants that can be added to the board of a run of the viewer's team. */
export async function newcomersAction(number: number): Promise<string[]> {
  const asker = await viewer();
  const run = asker && (await findRunOf(asker, String(number)));
  return run ? newcomersFor(server().database, run) : [];
}

/** What adding a contestant to the board of a run of the viewer's team would do and cost. */
export async function planNewcomerAction(number: number, given: unknown): Promise<NewcomerPlanAnswer> {
  const asker = await viewer();
  if (!asker) return { kind: 'not-allowed' };
  const run = await findRunOf(asker, String(number));
  if (!run) return { kind: 'not-found' };
  return refusable(async () => {
    const {
      origin: _origin,
      entrants: _entrants,
      ...plan
    } = await planNewcomer(server().database, run, newcomerRequest.parse(given));
    return { kind: 'plan', plan };
  });
}

/** Adds it, if that would still do what was shown; answers with the number of the run that plays its matches. */
export async function addNewcomerAction(number: number, given: unknown, shown: unknown): Promise<AddNewcomerAnswer> {
  const asker = await viewer();
  if (!asker || !maySpend(asker.role)) return { kind: 'not-allowed' };
  const run = await findRunOf(asker, String(number));
  if (!run) return { kind: 'not-found' };
  return refusable(async () => {
    const request = { ...newcomerRequest.parse(given), shown: z.string().parse(shown) };
    return { kind: 'done', number: (await addNewcomer(server().database, run, request)).number };
  });
}
