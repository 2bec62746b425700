import type { TokenChance } from '#lib/chat/chat-model.ts';

/**
 * Reads the `logprobs` of a choice. By hand: a reply has hundreds of alternatives, and to check them by schema takes longer than all else
 * that is done with a reply.
 * @returns null where there are no tokens, or they are not in the shape of OpenAI's
 */
export function readTokens(logprobs: unknown): TokenChance[] | null {
  const content = memberOf(logprobs, 'content');
  if (!Array.isArray(content) || content.length === 0) return null;
  const tokens: TokenChance[] = [];
  for (const one of content) {
    const chance = chanceOf(one);
    if (chance === null) return null;
    tokens.push({ ...chance, alternatives: alternativesOf(memberOf(one, 'top_logprobs')) });
  }
  return tokens;
}

function alternativesOf(given: unknown): TokenChance['alternatives'] {
  return Array.isArray(given) ? given.flatMap((one) => chanceOf(one) ?? []) : [];
}

function chanceOf(value: unknown): { token: string; logprob: number } | null {
  const token = memberOf(value, 'token');
  const logprob = memberOf(value, 'logprob');
  return typeof token === 'string' && typeof logprob === 'number' ? { token, logprob } : null;
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}
