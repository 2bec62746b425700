import { type ExportedJudgement, type ExportedMatch, judgementPairs } from './exported-match.ts';

const WINNERS: Readonly<Record<string, string>> = { a: 'model_1', b: 'model_2', tie: 'tie' };

/**
 * A match as pair judgments of FastChat's MT-bench (github.com/lm-sys/FastChat, fastchat/llm_judge/common.py,
 * `play_a_match_pair`), one line a judge: winners by model, game 1 with model 1 shown first. A game that was not played, or has no
 * usable verdict, is an `error`: FastChat leaves such lines out, where an absent winner would count as a tie.
 */
export function fastchatJsonl(match: ExportedMatch, { timestamp }: { timestamp: number }): string {
  return judgementPairs(match)
    .map(({ judge, template, first, second }) => {
      return `${JSON.stringify({
        question_id: questionId(match.prompt_id),
        model_1: match.contestant_a,
        model_2: match.contestant_b,
        g1_winner: winnerOf(first),
        g2_winner: winnerOf(second),
        judge: [judge, template],
        g1_user_prompt: userPrompt(first),
        g1_judgment: textOf(first),
        g2_user_prompt: userPrompt(second),
        g2_judgment: textOf(second),
        turn: match.turn || Math.max(1, match.prompt.length),
        tstamp: timestamp,
      })}\n`;
    })
    .join('');
}

function winnerOf(judgement: ExportedJudgement | null): string {
  return WINNERS[judgement?.verdict ?? ''] ?? 'error';
}

function textOf(judgement: ExportedJudgement | null): string {
  return judgement?.reply ?? judgement?.reason ?? '';
}

function userPrompt(judgement: ExportedJudgement | null): string {
  return judgement?.request?.findLast(({ role }) => role === 'user')?.content ?? '';
}

/** FastChat's are numbers; a key that is one becomes one again. */
function questionId(key: string): string | number {
  return /^(0|[1-9]\d{0,14})$/.test(key) ? Number(key) : key;
}
