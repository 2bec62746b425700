import { isDeepStrictEqual } from 'node:util';
import type { RunSettings, SeatSettings } from './run-settings.ts';

/** A setting of which two runs differ, named as in `RunSettings`; `judge.` stands before those of the judge. */
export interface SettingDifference {
  field: string;
  before: unknown;
  after: unknown;
}

/** Which settings differ, in the order of `RunSettings`. */
export function settingsDifference(before: RunSettings, after: RunSettings): SettingDifference[] {
  const isJury = before.judges.length > 1 || after.judges.length > 1;
  const [left, right] = [flat(before, isJury), flat(after, isJury)];
  return Object.keys(left)
    .filter((field) => !isDeepStrictEqual(left[field], right[field]))
    .map((field) => ({ field, before: left[field], after: right[field] }));
}

/** Of a jury the judges are compared as one setting. */
function flat({ judges, ...rest }: RunSettings, isJury: boolean): Record<string, unknown> {
  if (isJury) return { ...rest, judges };
  const ofJudge = Object.entries(judges[0] as SeatSettings).map(([field, value]) => [`judge.${field}`, value] as const);
  return { ...rest, ...Object.fromEntries(ofJudge) };
}
