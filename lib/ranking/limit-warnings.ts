import { nameList } from './name-list.ts';
import { MISSING_LIMIT, type MissingLimit, type RatingLimits } from './rating-limits.ts';

/**
 * One sentence for each way in which intervals lack limits, with the names.
 *
 * @param limits by contestant index, as are the names.
 */
export function limitWarnings(
  limits: readonly RatingLimits[],
  { minimum, contestants }: { minimum: number | null; contestants: readonly string[] },
): string[] {
  const sentences: [MissingLimit, (names: string) => string][] = [
    [MISSING_LIMIT.fewPrompts, (names) => `No interval for ${names}: games on fewer than ${minimum} prompts.`],
    [MISSING_LIMIT.fewGames, (names) => `No interval for ${names}: fewer than ${minimum} games.`],
    [
      MISSING_LIMIT.unplaced,
      (names) => `No interval for ${names}: too many resamples do not place them among the others.`,
    ],
    [MISSING_LIMIT.noSpread, (names) => `No interval for ${names}: resamples do not differ.`],
    [MISSING_LIMIT.noUpper, (names) => `No upper limit for ${names}: too many resamples set none.`],
    [MISSING_LIMIT.noLower, (names) => `No lower limit for ${names}: too many resamples set none.`],
  ];
  return sentences.flatMap(([missing, sentence]) => {
    const named = contestants.filter((_, contestant) => limits[contestant]!.missing === missing);
    return named.length === 0 ? [] : [sentence(nameList(named))];
  });
}
