import type { ChatMessage } from '#lib/chat/chat-model.ts';
import { generalTemplate } from '#lib/judging/general-template.ts';

/** What is compared. */
export interface Material {
  readonly prompt: string;
  readonly context: string | null;
  readonly reference: string | null;
  readonly first: { readonly name: string; readonly text: string };
  readonly second: { readonly name: string; readonly text: string };
}

/** Ways to put material into a judge prompt: two that are in use elsewhere, and ours. */
export const JUDGE_PROMPTS = {
  plain: plainPrompt,
  fixed: fixedPrompt,
  ours: ourPrompt,
} satisfies Record<string, (material: Material) => readonly ChatMessage[]>;
export type JudgePrompt = keyof typeof JUDGE_PROMPTS;

const QUESTION = 'Which answer is better, A or B? Reply with JSON: a reason and a verdict.';

/** Texts one after another, with names: what a script written in a minute does. */
function plainPrompt({ prompt, context, reference, first, second }: Material): ChatMessage[] {
  const parts = [
    `Question: ${prompt}`,
    ...(context === null ? [] : [`Context: ${context}`]),
    ...(reference === null ? [] : [`Reference: ${reference}`]),
    `Answer A (${first.name}): ${first.text}`,
    `Answer B (${second.name}): ${second.text}`,
    QUESTION,
  ];
  return [{ role: 'user', content: parts.join('\n\n') }];
}

/** Lines that are the same in every request, after those of FastChat's judge prompts, which leave the question open. */
function fixedPrompt({ prompt, context, reference, first, second }: Material): ChatMessage[] {
  const enclosed = (name: string, text: string) => `[The Start of ${name}]\n${text}\n[The End of ${name}]`;
  const parts = [
    `[User Question]\n${prompt}`,
    ...(context === null ? [] : [enclosed('Context', context)]),
    ...(reference === null ? [] : [enclosed('Reference Answer', reference)]),
    enclosed("Assistant A's Answer", first.text),
    enclosed("Assistant B's Answer", second.text),
    QUESTION,
  ];
  return [{ role: 'user', content: parts.join('\n\n') }];
}

function ourPrompt({ prompt, context, reference, first, second }: Material): readonly ChatMessage[] {
  return generalTemplate.render({
    promptTurns: [prompt],
    context,
    reference: reference === null ? null : [reference],
    shownFirst: [first.text],
    shownSecond: [second.text],
    delimiterKey: 'attack suite',
  }).messages;
}
