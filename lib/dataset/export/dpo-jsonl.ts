import type { ExportedMatch } from './exported-match.ts';

interface Message {
  role: 'user' | 'assistant';
  content: string;
}

/**
 * A match as a preference pair for training with TRL's DPOTrainer (huggingface.co/docs/trl/dataset_formats, "Preference", explicit
 * prompt): texts for a prompt of one turn, messages for a conversation, whose later questions stand among the answers. What
 * came of the match is beside it as `metadata`. Empty unless one answer won, in every order that was judged, and all texts
 * are known.
 */
export function dpoJsonl(match: ExportedMatch): string {
  const { prompt, answer_a, answer_b, state } = match;
  if ((state !== 'a' && state !== 'b') || answer_a === null || answer_b === null || prompt.length === 0) return '';
  const winner = state === 'a' ? answer_a : answer_b;
  const loser = state === 'a' ? answer_b : answer_a;
  const { chosen, rejected, asked } =
    prompt.length === 1
      ? { asked: prompt[0], chosen: winner[0], rejected: loser[0] }
      : { asked: [question(prompt[0])], chosen: answers(prompt, winner), rejected: answers(prompt, loser) };
  return `${JSON.stringify({ prompt: asked, chosen, rejected, metadata: metadataOf(match) })}\n`;
}

function question(text: string | undefined): Message {
  return { role: 'user', content: text ?? '' };
}

/** The answers to all turns, with the questions after the first between them. */
function answers(prompt: readonly string[], turns: readonly string[]): Message[] {
  return turns.flatMap((text, index): Message[] => [
    ...(index === 0 ? [] : [question(prompt[index])]),
    { role: 'assistant', content: text },
  ]);
}

function metadataOf(match: ExportedMatch) {
  const { state, contestant_a, contestant_b, judgements } = match;
  return {
    prompt_id: match.prompt_id,
    category: match.category,
    context: match.context,
    chosen_contestant: state === 'a' ? contestant_a : contestant_b,
    rejected_contestant: state === 'a' ? contestant_b : contestant_a,
    judges: [...new Set(judgements.map(({ judge }) => judge))],
    judgements: judgements.length,
    round: match.round,
  };
}
