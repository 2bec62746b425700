import { z } from 'zod';
import { filledText, nameText, optionalName, storableText } from '#lib/dataset/field-schemas.ts';
import { verdictContent } from './parse-verdict-record.ts';
import type { ImportedGame, VerdictContent } from './verdict-row.ts';

/** 0 is how the first AlpacaEval wrote a draw (github.com/tatsu-lab/alpaca_eval, metrics/helpers.py). */
const OLD_DRAW = 0;
const DRAW = 1.5;

/**
 * An annotation of AlpacaEval (github.com/tatsu-lab/alpaca_eval, `annotations.json`): `preference` − 1 is the probability that
 * output 2 is better; null, where the annotator gave no answer, is an unusable verdict. AlpacaEval draws the order of the
 * outputs and does not say which it drew.
 */
export const alpacaEvalSchema = z
  .object({
    instruction: filledText,
    generator_1: nameText,
    generator_2: nameText,
    output_1: storableText.nullish(),
    output_2: storableText.nullish(),
    preference: z
      .number({ error: 'a number from 1 to 2' })
      .refine((value) => value === OLD_DRAW || (value >= 1 && value <= 2), { error: 'a number from 1 to 2' })
      .nullable(),
    annotator: optionalName,
    dataset: optionalName,
    raw_completion: z.unknown().optional(),
  })
  .transform(
    (annotation): VerdictContent =>
      verdictContent({
        promptTurns: [annotation.instruction],
        category: annotation.dataset,
        contestantA: annotation.generator_1,
        contestantB: annotation.generator_2,
        answerA: annotation.output_1 == null ? null : [annotation.output_1],
        answerB: annotation.output_2 == null ? null : [annotation.output_2],
        judge: annotation.annotator,
        games: [{ order: 0, reason: replyOf(annotation.raw_completion), ...preferenceVerdict(annotation.preference) }],
      }),
  );

function preferenceVerdict(preference: number | null): Pick<ImportedGame, 'verdict' | 'probabilities'> {
  if (preference === null) return { verdict: 'unparseable', probabilities: null };
  const shareOfB = (preference === OLD_DRAW ? DRAW : preference) - 1;
  const verdict = shareOfB > 0.5 ? 'b' : shareOfB < 0.5 ? 'a' : 'tie';
  const isWhole = shareOfB === 0 || shareOfB === 0.5 || shareOfB === 1;
  return { verdict, probabilities: isWhole ? null : { a: 1 - shareOfB, b: shareOfB, tie: 0 } };
}

/** The annotator's words, where it wrote words; log-probabilities are kept in the preference. */
function replyOf(completion: unknown): string | null {
  return storableText.safeParse(completion).data ?? null;
}
