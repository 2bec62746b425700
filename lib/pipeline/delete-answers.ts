import type { TeamScope } from '#lib/access/team-scope.ts';
import type { Database } from '#lib/db/database.ts';
import { lockForDeletion, removeContestant, removeSubmissions } from '#lib/db/deletions.ts';
import { eraseSubmissions } from '#lib/db/erased-answers.ts';
import { JoustError } from '#lib/errors.ts';
import { type DeletionEffect, type DeletionTarget, deletionEffect } from './deletion-effect.ts';

/**
 * Deletes a submission, or a contestant with all its submissions. What no run lists is gone; what was played loses its texts,
 * keeps its results, and plays in no new run. Importing under the contestant's name again brings the contestant back.
 * @throws JoustError as `deletionEffect`, or `submission-in-use` while a run is planned or under way with it
 */
export async function deleteAnswers(
  database: Database,
  scope: TeamScope,
  target: DeletionTarget,
): Promise<DeletionEffect> {
  return database.transaction(async (transaction) => {
    const seen = await deletionEffect(transaction, scope, target);
    await lockForDeletion(
      transaction,
      scope,
      seen.submissions.map(({ id }) => id),
    );
    // Again, now that nobody can change it.
    const effect = await deletionEffect(transaction, scope, target);
    if (effect.underWay.length > 0) throw inUse(effect);
    if (effect.erased.length > 0) await eraseSubmissions(transaction, scope, effect.erased);
    await removeSubmissions(transaction, scope, effect.removed);
    if (effect.kind === 'contestant') await removeContestant(transaction, scope, effect.contestantId);
    return effect;
  });
}

function inUse({ kind, contestant, underWay }: DeletionEffect): JoustError {
  const runs = underWay.map((number) => `#${number}`).join(', ');
  return new JoustError({
    code: 'submission-in-use',
    expected: `no run that has not ended to play with ${kind === 'contestant' ? 'any answers' : 'these answers'} of ${contestant}`,
    got: `run ${runs}`,
    fix: `Wait until it ends, or cancel it: joust cancel ${underWay[0]}`,
  });
}
