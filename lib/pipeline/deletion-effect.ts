import type { TeamScope } from '#lib/access/team-scope.ts';
import type { Queryable } from '#lib/db/database.ts';
import {
  type DeletableSubmission,
  deletableContestant,
  deletableSubmission,
  runsOfSubmissions,
  submissionsOfContestant,
} from '#lib/db/deletions.ts';
import { JoustError } from '#lib/errors.ts';

/** What a user deletes. */
export type DeletionTarget = { kind: 'submission'; id: string } | { kind: 'contestant'; reference: string };

/** What deleting would do, before it is done. */
export interface DeletionEffect {
  kind: DeletionTarget['kind'];
  contestantId: string;
  contestant: string;
  submissions: DeletableSubmission[];
  answers: number;
  /** Of the submissions, those that no run lists: gone completely. */
  removed: string[];
  /** The others: their texts are erased, the results of their matches stay. */
  erased: string[];
  /** Numbers of the ended runs whose results stay. */
  runs: number[];
  /** Numbers of runs that are planned or under way: nothing is deleted while there is one. */
  underWay: number[];
}

/**
 * Works out what a deletion would do. Nothing is changed.
 * @throws JoustError `contestant-not-found`, `submission-not-found`
 */
export async function deletionEffect(
  database: Queryable,
  scope: TeamScope,
  target: DeletionTarget,
): Promise<DeletionEffect> {
  const { contestantId, contestant, submissions } = await read(database, scope, target);
  const ids = submissions.map(({ id }) => id);
  const runs = await runsOfSubmissions(database, scope, ids);
  const listed = new Set(runs.map((run) => run.submissionId));
  const numbers = (isUnderWay: boolean) => [
    ...new Set(runs.filter((run) => run.isUnderWay === isUnderWay).map((run) => run.number)),
  ];
  return {
    kind: target.kind,
    contestantId,
    contestant,
    submissions,
    answers: submissions.reduce((sum, one) => sum + one.answers, 0),
    removed: ids.filter((id) => !listed.has(id)),
    erased: ids.filter((id) => listed.has(id)),
    runs: numbers(false),
    underWay: numbers(true),
  };
}

async function read(database: Queryable, scope: TeamScope, target: DeletionTarget) {
  if (target.kind === 'submission') {
    const submission = await deletableSubmission(database, scope, target.id);
    if (!submission) throw notFound('submission', target.id, 'Its contestant’s page lists the ids.');
    return { contestantId: submission.contestantId, contestant: submission.contestant, submissions: [submission] };
  }
  const contestant = await deletableContestant(database, scope, target.reference);
  if (!contestant) throw notFound('contestant', target.reference, 'The contestants page lists the names.');
  const submissions = await submissionsOfContestant(database, scope, contestant.id);
  return { contestantId: contestant.id, contestant: contestant.name, submissions };
}

function notFound(what: string, reference: string, fix: string): JoustError {
  return new JoustError({
    code: `${what}-not-found`,
    expected: `a ${what} that is not deleted`,
    got: JSON.stringify(reference),
    fix,
  });
}
