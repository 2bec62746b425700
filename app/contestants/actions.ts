'use server';

import { z } from 'zod';
import { setContestantFamily } from '#lib/db/contestant-pages.ts';
import { JoustError } from '#lib/errors.ts';
import { deleteAnswers } from '#lib/pipeline/delete-answers.ts';
import { answerChange, type ChangeAnswer } from '../_data/refusal.ts';
import { server } from '../_data/server.ts';

const family = z.string().trim().max(100);
const target = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('submission'), id: z.uuid() }),
  z.object({ kind: z.literal('contestant'), reference: z.uuid() }),
]);

/** Says which family a contestant of the viewer's team belongs to; empty to have it guessed. */
export async function contestantFamilyAction(id: string, given: string): Promise<ChangeAnswer> {
  return answerChange(async (asker) => {
    const text = family.parse(given);
    const isSet = await setContestantFamily(server().database, asker.scope, {
      id: z.uuid().parse(id),
      family: text || null,
    });
    if (!isSet) throw notFound(id);
  });
}

/** Deletes a submission or a contestant of the viewer's team. */
export async function deleteAction(given: z.infer<typeof target>): Promise<ChangeAnswer> {
  return answerChange(async (asker) => {
    await deleteAnswers(server().database, asker.scope, target.parse(given));
  });
}

function notFound(id: string): JoustError {
  return new JoustError({
    code: 'contestant-not-found',
    expected: 'a contestant that is not deleted',
    got: id,
    fix: 'The contestants page lists them.',
  });
}
