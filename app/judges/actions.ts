'use server';

import { z } from 'zod';
import { setJudgeFamily } from '#lib/db/judge-pages.ts';
import { JoustError } from '#lib/errors.ts';
import { answerChange, type ChangeAnswer } from '../_data/refusal.ts';
import { server } from '../_data/server.ts';

const family = z.string().trim().max(100);

/** Says which family a judge of the viewer's team belongs to; empty to have it guessed. */
export async function judgeFamilyAction(id: string, given: string): Promise<ChangeAnswer> {
  return answerChange(async (asker) => {
    const change = { id: z.uuid().parse(id), family: family.parse(given) || null };
    if (await setJudgeFamily(server().database, asker.scope, change)) return;
    throw new JoustError({
      code: 'judge-not-found',
      expected: 'a judge of your team',
      got: id,
      fix: 'The judges page lists them.',
    });
  });
}
