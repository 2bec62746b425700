import { type ExportedJudgement, type ExportedMatch, scoreOf } from './exported-match.ts';

/**
 * A match as annotations of AlpacaEval (github.com/tatsu-lab/alpaca_eval, `annotations.json`), one a judgement, without the
 * brackets of the list. Generator 1 is `baseline` where it plays, else contestant a; `preference` is 1 plus the score of
 * generator 2, null for an unusable verdict. The turns of a conversation become one text.
 */
export function alpacaEvalAnnotations(match: ExportedMatch, { baseline }: { baseline: string | null }): string[] {
  const a = { generator: match.contestant_a, output: match.answer_a };
  const b = { generator: match.contestant_b, output: match.answer_b };
  const isSwapped = b.generator === baseline;
  const [one, two] = isSwapped ? [b, a] : [a, b];
  return match.judgements.map((judgement) =>
    JSON.stringify({
      instruction: match.prompt.length === 0 ? match.prompt_id : match.prompt.join('\n\n'),
      output_1: one.output?.join('\n\n') ?? null,
      generator_1: one.generator,
      dataset: match.category,
      output_2: two.output?.join('\n\n') ?? null,
      generator_2: two.generator,
      annotator: judgement.judge,
      preference: preference(judgement, isSwapped),
      raw_completion: judgement.reply ?? judgement.reason,
    }),
  );
}

function preference(judgement: ExportedJudgement, isSwapped: boolean): number | null {
  const score = scoreOf(judgement);
  if (score === null) return null;
  return isSwapped ? 1 + score : 2 - score;
}
