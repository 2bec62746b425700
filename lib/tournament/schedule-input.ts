import { JoustError } from '#lib/errors.ts';

/** A prompt and the contestants that answered it; only they can meet on it. */
export interface PromptEntrants {
  readonly promptKey: string;
  readonly contestants: readonly string[];
}

/** All a schedule depends on. The order of prompts and of contestants makes no difference. */
export interface ScheduleInput {
  readonly prompts: readonly PromptEntrants[];
  readonly seed: string;
}

/**
 * Checks that no prompt occurs twice and no contestant twice on one prompt. O(prompts × contestants).
 *
 * @throws JoustError `duplicate-prompt` or `duplicate-contestant`.
 */
export function checkScheduleInput({ prompts }: ScheduleInput): void {
  const keys = new Set<string>();
  for (const { promptKey, contestants } of prompts) {
    if (keys.has(promptKey)) {
      throw new JoustError({
        code: 'duplicate-prompt',
        expected: 'each prompt once in a schedule',
        got: `"${promptKey}" twice`,
        fix: 'List every prompt once, with all its contestants.',
      });
    }
    keys.add(promptKey);
    if (new Set(contestants).size !== contestants.length) {
      const repeated = contestants.find((contestant, index) => contestants.indexOf(contestant) !== index);
      throw new JoustError({
        code: 'duplicate-contestant',
        expected: `each contestant once on prompt "${promptKey}"`,
        got: `"${repeated}" twice`,
        fix: 'Choose one submission for each contestant.',
      });
    }
  }
}
