import { nameList } from './name-list.ts';
import type { LimitWarning, RankingWarning } from './ranking-warning.ts';
import { MISSING_LIMIT, type MissingLimit, type RatingLimits } from './rating-limits.ts';

const CODES: readonly [MissingLimit, LimitWarning['code']][] = [
  [MISSING_LIMIT.fewPrompts, 'limitFewPrompts'],
  [MISSING_LIMIT.fewGames, 'limitFewGames'],
  [MISSING_LIMIT.unplaced, 'limitUnplaced'],
  [MISSING_LIMIT.noSpread, 'limitNoSpread'],
  [MISSING_LIMIT.noUpper, 'limitNoUpper'],
  [MISSING_LIMIT.noLower, 'limitNoLower'],
];

/**
 * One warning for each way in which intervals lack limits, with the names.
 *
 * @param limits by contestant index, as are the names.
 */
export function limitWarnings(
  limits: readonly RatingLimits[],
  { minimum, contestants }: { minimum: number | null; contestants: readonly string[] },
): RankingWarning[] {
  return CODES.flatMap(([missing, code]) => {
    const named = contestants.filter((_, contestant) => limits[contestant]!.missing === missing);
    return named.length === 0 ? [] : [{ code, minimum: minimum ?? 0, contestants: nameList(named) }];
  });
}
