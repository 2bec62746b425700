import { isDeepStrictEqual } from 'node:util';
import type { RunSettings } from './run-settings.ts';

/** A setting of which two runs differ, named as in `RunSettings`; `judge.` stands before those of the judge. */
export interface SettingDifference {
  field: string;
  before: unknown;
  after: unknown;
}

/** Which settings differ, in the order of `RunSettings`. */
export function settingsDifference(before: RunSettings, after: RunSettings): SettingDifference[] {
  const [left, right] = [flat(before), flat(after)];
  return Object.keys(left)
    .filter((field) => !isDeepStrictEqual(left[field], right[field]))
    .map((field) => ({ field, before: left[field], after: right[field] }));
}

function flat({ judge, ...rest }: RunSettings): Record<string, unknown> {
  const ofJudge = Object.entries(judge).map(([field, value]) => [`judge.${field}`, value] as const);
  return { ...rest, ...Object.fromEntries(ofJudge) };
}
