import { z } from 'zod';
import { nameText, optionalName, promptKey } from '#lib/dataset/field-schemas.ts';
import { judgeText } from './judge-text.ts';
import { verdictContent } from './parse-verdict-record.ts';
import { turnNumber } from './turn-number.ts';
import type { ImportedGame, ImportedVerdict, VerdictContent } from './verdict-row.ts';

const WINNERS = { model_1: 'a', model_2: 'b', tie: 'tie', error: 'error' } as const satisfies Record<
  string,
  ImportedVerdict
>;

const winner = z.enum(['model_1', 'model_2', 'tie', 'error'], { error: 'model_1, model_2, tie or error' });

/** The judge alone, or with the name of its prompt. */
const judge = z.preprocess((value) => (Array.isArray(value) ? value[0] : value), optionalName);

/**
 * A pair judgment of FastChat's MT-bench (github.com/lm-sys/FastChat, fastchat/llm_judge/common.py, `play_a_match_pair`; published
 * as `gpt-4_pair.jsonl`): winners by model, game 1 with model 1 shown first, game 2 with model 2 first. `turn` 2 judges the
 * whole conversation.
 */
export const mtBenchSchema = z
  .object({
    question_id: promptKey,
    model_1: nameText,
    model_2: nameText,
    g1_winner: winner,
    g2_winner: winner.nullish(),
    g1_judgment: judgeText,
    g2_judgment: judgeText,
    judge,
    turn: turnNumber,
    category: optionalName,
  })
  .transform((row): VerdictContent => {
    const games: ImportedGame[] = [
      { order: 1, verdict: WINNERS[row.g1_winner], probabilities: null, reason: row.g1_judgment },
    ];
    if (row.g2_winner != null)
      games.push({ order: 2, verdict: WINNERS[row.g2_winner], probabilities: null, reason: row.g2_judgment });
    return verdictContent({
      promptKey: row.question_id,
      category: row.category,
      contestantA: row.model_1,
      contestantB: row.model_2,
      judge: row.judge,
      turn: row.turn,
      games,
    });
  });
