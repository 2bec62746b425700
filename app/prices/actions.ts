'use server';

import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import { maySpend } from '#lib/access/session.ts';
import type { TeamScope } from '#lib/access/team-scope.ts';
import { setJudgeCap } from '#lib/db/judge-months.ts';
import { removePrice, setPrice } from '#lib/db/prices.ts';
import { JoustError } from '#lib/errors.ts';
import { endpointText } from '#lib/llm/endpoint.ts';
import { server } from '../_data/server.ts';
import { viewer } from '../_data/viewer.ts';

const price = z.number().min(0).max(1_000_000);
const named = z.object({ endpoint: z.string().max(2000), model: z.string().trim().min(1).max(200) });
const command = z.discriminatedUnion('verb', [
  named.extend({ verb: z.literal('set'), inputPrice: price, outputPrice: price }),
  named.extend({ verb: z.literal('remove') }),
  z.object({
    verb: z.literal('cap'),
    judge: z.string().max(200),
    monthlyCap: z.number().positive().max(1e9).nullable(),
  }),
]);
export type CostCommand = z.infer<typeof command>;
export type CostAnswer = 'done' | 'not-allowed' | 'not-found' | 'wrong';

/** Sets or removes a price, or the monthly cap of a judge, of the viewer's team. */
export async function costAction(given: CostCommand): Promise<CostAnswer> {
  const asker = await viewer();
  if (!asker || !maySpend(asker.role)) return 'not-allowed';
  const parsed = command.safeParse(given);
  if (!parsed.success) return 'wrong';
  try {
    const isDone = await obey(asker.scope, parsed.data);
    revalidatePath('/prices');
    return isDone ? 'done' : 'not-found';
  } catch (error) {
    if (error instanceof JoustError) return 'wrong';
    throw error;
  }
}

async function obey(scope: TeamScope, given: CostCommand): Promise<boolean> {
  const { database } = server();
  if (given.verb === 'cap') return setJudgeCap(database, scope, given);
  const endpoint = endpointText(given.endpoint.trim());
  if (given.verb === 'remove') return removePrice(database, scope, { endpoint, model: given.model });
  await setPrice(database, scope, { ...given, endpoint });
  return true;
}
