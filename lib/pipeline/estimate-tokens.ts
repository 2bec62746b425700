import { generalTemplate } from '#lib/judging/general-template.ts';
import { countTokens } from '#lib/llm/token-count.ts';
import type { PlannedMatch } from '#lib/tournament/planned-match.ts';
import type { Field } from './field.ts';

/** Tokens of a plan. Output is what judges usually write in one or two sentences and a verdict. */
export interface TokenEstimate {
  input: number;
  output: number;
  outputLow: number;
  outputHigh: number;
}

/** Reply lengths of one call in tokens: a bare verdict, a usual reason, a talkative judge. */
const REPLY_TOKENS = { low: 20, usual: 60, high: 160 };

/**
 * Estimates the tokens of all calls of a plan: texts by their length and the sample's characters per token, the
 * template counted. Entrants not known yet count as the mean answer to their prompt.
 */
export function estimateTokens(options: {
  field: Field;
  matches: readonly PlannedMatch[];
  calls: number;
  bothOrders: boolean;
  sample: readonly string[];
}): TokenEstimate {
  const text = options.sample.join('\n');
  const tokensPerCharacter = text.length === 0 ? 0.25 : countTokens(text) / text.length;
  const lengths = promptLengths(options.field);
  const playable = options.calls / (options.bothOrders ? 2 : 1) / Math.max(1, options.matches.length);
  let characters = 0;
  for (const match of options.matches) {
    const prompt = lengths.get(match.promptKey);
    if (!prompt) continue;
    characters +=
      prompt.characters +
      (prompt.answers.get(match.a ?? '') ?? prompt.mean) +
      (prompt.answers.get(match.b ?? '') ?? prompt.mean);
  }
  const input =
    characters * playable * (options.bothOrders ? 2 : 1) * tokensPerCharacter + options.calls * templateTokens();
  return {
    input: Math.round(input),
    output: options.calls * REPLY_TOKENS.usual,
    outputLow: options.calls * REPLY_TOKENS.low,
    outputHigh: options.calls * REPLY_TOKENS.high,
  };
}

function promptLengths(field: Field) {
  return new Map(
    field.prompts.map((prompt) => {
      const answers = new Map(
        [...(field.responses.get(prompt.id) ?? [])].map(([name, response]) => [name, response.characters]),
      );
      const total = [...answers.values()].reduce((sum, length) => sum + length, 0);
      return [prompt.key, { characters: prompt.characters, answers, mean: total / Math.max(1, answers.size) }];
    }),
  );
}

function templateTokens(): number {
  const { messages } = generalTemplate.render({
    promptTurns: [''],
    context: null,
    reference: null,
    shownFirst: [''],
    shownSecond: [''],
    delimiterKey: 'estimate',
  });
  return countTokens(messages.map((message) => message.content).join('\n')) + 4 * messages.length;
}
