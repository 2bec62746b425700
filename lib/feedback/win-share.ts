/** One result of a contestant on a prompt: 1 won, 0 lost, ½ a tie, or a mean of several judgements. */
export interface PromptScore {
  prompt: string;
  score: number;
}

/** A share of wins with its uncertainty. Shares are from 0 to 1. */
export interface WinShare {
  share: number;
  lower: number;
  upper: number;
  /** Prompts: what the interval takes for independent. */
  prompts: number;
  /** Results that went in. */
  results: number;
}

/** Normal deviate of a 95 % interval. */
const DEVIATE = 1.959964;

/**
 * The share of points a contestant took, every prompt counting once, with a 95 % interval.
 *
 * The interval is the score interval of Wilson, "Probable inference, the law of succession, and statistical inference" (1927),
 * with prompts as the trials: results on one prompt are not independent of each other. A mean score of a prompt varies no more
 * than a coin of the same mean, so ties make the interval wider than need be, never narrower.
 *
 * @returns null without results.
 */
export function winShare(scores: readonly PromptScore[]): WinShare | null {
  if (scores.length === 0) return null;
  const byPrompt = Map.groupBy(scores, ({ prompt }) => prompt);
  const prompts = byPrompt.size;
  let sum = 0;
  for (const group of byPrompt.values()) sum += mean(group.map(({ score }) => score));
  const share = sum / prompts;
  const square = DEVIATE ** 2;
  const center = (share + square / (2 * prompts)) / (1 + square / prompts);
  const reach =
    (DEVIATE * Math.sqrt((share * (1 - share)) / prompts + square / (4 * prompts ** 2))) / (1 + square / prompts);
  return {
    share,
    lower: Math.max(0, center - reach),
    upper: Math.min(1, center + reach),
    prompts,
    results: scores.length,
  };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
