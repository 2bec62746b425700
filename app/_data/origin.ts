import 'server-only';
import { cache } from 'react';
import type { TeamScope } from '#lib/access/team-scope.ts';
import { entrantsOf, newestVersion } from '#lib/db/entrants.ts';
import { findRun, type RunRow } from '#lib/db/run-row.ts';
import { JoustError } from '#lib/errors.ts';
import type { RunSettings } from '#lib/pipeline/run-settings.ts';
import { type RepeatedSettings, settingsOfRun } from '#lib/pipeline/settings-of-run.ts';
import type { FormValues } from '../runs/new/form-values.ts';
import { repeatedValues } from '../runs/new/repeated-values.ts';
import { server } from './server.ts';

/** The run that a new one repeats. */
export interface Origin extends RepeatedSettings {
  run: RunRow;
  values: FormValues;
}

/** The run of the viewer's team that a form repeats; null when it names none, or one that cannot be repeated. */
export const findOrigin = cache(async (scope: TeamScope, number: string): Promise<Origin | null> => {
  if (!/^\d{1,9}$/.test(number)) return null;
  const { database } = server();
  const run = await findRun(database, scope, number);
  if (!run) return null;
  try {
    const repeated = await settingsOfRun(database, scope, run);
    const version = await newestVersion(database, scope, run.benchmark);
    const entrants = version ? await entrantsOf(database, scope, version.id) : [];
    const contestants = entrants.map((entrant) => entrant.name);
    return { run, ...repeated, values: repeatedValues(repeated.settings, { origin: run.number, contestants }) };
  } catch (error) {
    if (error instanceof JoustError) return null;
    throw error;
  }
});

/** What the form does not show of the same judge stays as it was: temperature, length of a reply, time limit. */
export function withOriginJudges(settings: RunSettings, origin: Origin | null): RunSettings {
  const before = origin?.settings.judges ?? [];
  const judges = settings.judges.map((judge) => {
    const same = before.find((one) => one.endpoint === judge.endpoint && one.model === judge.model);
    const { weight, inputPrice, outputPrice } = judge;
    return same ? { ...same, weight, inputPrice, outputPrice } : judge;
  });
  return { ...settings, judges };
}
