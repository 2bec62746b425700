import { z } from 'zod';
import { nameText, optionalName, promptKey } from '#lib/dataset/field-schemas.ts';
import { judgeText } from './judge-text.ts';
import { verdictContent } from './parse-verdict-record.ts';
import { turnNumber } from './turn-number.ts';
import type { ImportedGame, ImportedVerdict, VerdictContent } from './verdict-row.ts';

const winner = z.enum(['A', 'B', 'tie', 'error'], { error: 'A, B, tie or error' });

/**
 * A pair judged in both orders, winners by shown position: `question_id`, `model_a`, `model_b`, `judge_id`, `winner_ab` with
 * model_a shown first, `winner_ba` with model_b shown first, and the raw texts `judgment_ab`, `judgment_ba`. What the two say
 * together is worked out again and not read.
 */
export const twoOrdersSchema = z
  .object({
    question_id: promptKey,
    model_a: nameText,
    model_b: nameText,
    judge_id: optionalName,
    winner_ab: winner,
    winner_ba: winner,
    judgment_ab: judgeText,
    judgment_ba: judgeText,
    turn: turnNumber,
    category: optionalName,
  })
  .transform(
    (row): VerdictContent =>
      verdictContent({
        promptKey: row.question_id,
        category: row.category,
        contestantA: row.model_a,
        contestantB: row.model_b,
        judge: row.judge_id,
        turn: row.turn,
        games: [
          gameOf({ winner: row.winner_ab, order: 1, reason: row.judgment_ab }),
          gameOf({ winner: row.winner_ba, order: 2, reason: row.judgment_ba }),
        ],
      }),
  );

function gameOf(one: { winner: z.infer<typeof winner>; order: 1 | 2; reason: string | null }): ImportedGame {
  return { order: one.order, verdict: byContestant(one.winner, one.order), probabilities: null, reason: one.reason };
}

function byContestant(shown: z.infer<typeof winner>, order: 1 | 2): ImportedVerdict {
  if (shown === 'tie' || shown === 'error') return shown;
  return (shown === 'A') === (order === 1) ? 'a' : 'b';
}
