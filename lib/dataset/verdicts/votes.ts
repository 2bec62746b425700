import { z } from 'zod';
import { nameText, optionalName, optionalText, promptKey } from '#lib/dataset/field-schemas.ts';
import { UNUSABLE_VERDICTS, USABLE_VERDICTS, VERDICT_WORDS } from '#lib/dataset/votes/verdict-words.ts';
import { verdictContent } from './parse-verdict-record.ts';
import { turnNumber } from './turn-number.ts';
import type { ImportedGame, ImportedVerdict, VerdictContent } from './verdict-row.ts';

const number = z.number({ error: 'a number' });

/**
 * A vote as `joust rank` reads it and `joust judgements` writes it: `prompt_id`, `contestant_a`, `contestant_b`, `verdict` or
 * `score`, and optionally `first`, `weight`, `judge`, `turn`, `category`, `prompt`, `reason`. Other fields are ignored.
 *
 * `inconsistent` is what two judgements say together and no judgement of its own: such a row is left out and counted.
 */
export const voteSchema = z
  .object({
    prompt_id: promptKey,
    prompt: optionalText,
    contestant_a: nameText,
    contestant_b: nameText,
    verdict: z
      .string({ error: VERDICT_WORDS })
      .refine((word) => USABLE_VERDICTS.has(word) || UNUSABLE_VERDICTS.has(word), { error: `one of ${VERDICT_WORDS}` })
      .nullish(),
    score: number.min(0, { error: 'at least 0' }).max(1, { error: 'at most 1' }).nullish(),
    first: z.enum(['a', 'b'], { error: 'a, b or nothing' }).nullish(),
    weight: number.positive({ error: 'above 0' }).nullish(),
    judge: optionalName,
    turn: turnNumber,
    category: optionalName,
    reason: optionalText,
  })
  .refine((vote) => vote.verdict != null || vote.score != null, {
    path: ['verdict'],
    error: `one of ${VERDICT_WORDS}, or a score`,
  })
  .refine((vote) => vote.contestant_a !== vote.contestant_b, {
    path: ['contestant_b'],
    error: 'two different contestants',
  })
  .transform((vote): VerdictContent => {
    const isJudgement = vote.verdict !== 'inconsistent';
    return verdictContent({
      promptKey: vote.prompt_id,
      promptTurns: vote.prompt === null ? null : [vote.prompt],
      category: vote.category,
      contestantA: vote.contestant_a,
      contestantB: vote.contestant_b,
      judge: vote.judge,
      turn: vote.turn,
      weight: vote.weight ?? 1,
      games: isJudgement ? [gameOf(vote)] : [],
      leftOut: isJudgement ? null : 'inconsistent',
    });
  });

function gameOf(vote: {
  verdict?: string | null;
  score?: number | null;
  first?: 'a' | 'b' | null;
  reason: string | null;
}): ImportedGame {
  const { verdict, first, reason } = vote;
  const order = first == null ? 0 : first === 'a' ? 1 : 2;
  if (verdict != null) return { order, verdict: verdict as ImportedVerdict, probabilities: null, reason };
  return { order, reason, ...scoreVerdict(vote.score as number) };
}

/** The verdict nearest to a score of a in [0, 1], with the score as probabilities unless the verdict says it all. */
function scoreVerdict(score: number): Pick<ImportedGame, 'verdict' | 'probabilities'> {
  const verdict = score > 0.5 ? 'a' : score < 0.5 ? 'b' : 'tie';
  const isWhole = score === 0 || score === 0.5 || score === 1;
  return { verdict, probabilities: isWhole ? null : { a: score, b: 1 - score, tie: 0 } };
}
