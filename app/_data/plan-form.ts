import 'server-only';
import type { TeamScope } from '#lib/access/team-scope.ts';
import { entrantsOf, newestVersion } from '#lib/db/entrants.ts';
import type { Plan } from '#lib/db/run-row.ts';
import { type ErrorReport, JoustError } from '#lib/errors.ts';
import { planRun } from '#lib/pipeline/plan-run.ts';
import type { RunSettings } from '#lib/pipeline/run-settings.ts';
import { type FieldName, type FieldProblems, type FormValues, settingsOf } from '../runs/new/form-values.ts';
import { server } from './server.ts';

/** What can be said of a form. */
export type PlanAnswer =
  | { kind: 'plan'; plan: Plan; hash: string }
  | { kind: 'problems'; problems: FieldProblems }
  | { kind: 'refused'; report: ErrorReport; field: FieldName | null };

const FIELD_OF: Record<string, FieldName> = {
  'benchmark-not-found': 'benchmark',
  'contestant-not-found': 'without',
  'anchor-not-found': 'anchors',
  'unknown-anchor': 'anchors',
  'unknown-price': 'maxCost',
  'bad-endpoint': 'endpoint',
  'nobody-may-judge': 'families',
  'same-judge-twice': 'jurors',
};

/** Plans what a form stands for, or says what is wrong with it. Nothing is stored. */
export async function planForm(scope: TeamScope, values: FormValues): Promise<PlanAnswer> {
  return withSettings(scope, values, async (settings): Promise<PlanAnswer> => {
    const { plan, hash, jury } = await planRun(server().database, scope, settings);
    if (settings.maxCost !== null && jury.some((juror) => juror.price === null))
      return { kind: 'problems', problems: { maxCost: 'unknownPrice' } };
    return { kind: 'plan', plan, hash };
  });
}

/** Does something with the settings of a form; problems of the form, and errors its author can mend, become answers. */
export async function withSettings<Result>(
  scope: TeamScope,
  values: FormValues,
  work: (settings: RunSettings) => Promise<Result>,
): Promise<Result | Exclude<PlanAnswer, { kind: 'plan' }>> {
  const { database } = server();
  const version = await newestVersion(database, scope, values.benchmark);
  const entrants = version ? await entrantsOf(database, scope, version.id) : [];
  const made = settingsOf(
    values,
    entrants.map((entrant) => entrant.name),
  );
  if ('problems' in made) return { kind: 'problems', problems: made.problems };
  try {
    return await work(made.settings);
  } catch (error) {
    if (!(error instanceof JoustError)) throw error;
    return { kind: 'refused', report: error.report, field: FIELD_OF[error.report.code] ?? null };
  }
}
