import { countTokens as countPiece } from 'gpt-tokenizer/encoding/o200k_base';

/**
 * The tokenizer takes quadratic time on a stretch without a break (100,000 Chinese characters: 40 seconds), so longer
 * stretches are cut. A cut adds at most one token.
 */
const LONGEST_STRETCH = 200;
const LONG_STRETCH = new RegExp(`(\\S{${LONGEST_STRETCH}}|\\s{${LONGEST_STRETCH}})`, 'u');
/** Answers may quote `<|endoftext|>`: it is text like any other. */
const ALL_IS_TEXT = { disallowedSpecial: new Set<string>() };

/** Counts the tokens of a text. */
export type TokenCounter = (text: string) => number;

/**
 * Counts the tokens of a text in OpenAI's `o200k_base` encoding: exact for its newer models, an estimate for all others.
 * Linear in the length of the text, 3 to 10 million characters a second.
 */
export const countTokens: TokenCounter = (text) => countInPieces(text, countPiece);

/** OpenAI's encodings. `cl100k_base` is that of GPT-4 and GPT-3.5. */
export type Encoding = 'o200k_base' | 'cl100k_base';

/** The counter of an encoding. The older one is loaded when it is first asked for: few judges need it. */
export async function tokenCounter(encoding: Encoding): Promise<TokenCounter> {
  if (encoding === 'o200k_base') return countTokens;
  const { countTokens: countOlder } = await import('gpt-tokenizer/encoding/cl100k_base');
  return (text) => countInPieces(text, countOlder);
}

const OPENAI_HOST = /(^|\.)(openai\.com|openai\.azure\.com)$/;
const OLDER_MODEL = /(^|\/)(gpt-4(?!o|\.)|gpt-3\.5|gpt-35)/;
const NEWER_MODEL = /(^|\/)(gpt-4o|gpt-4\.\d|gpt-5|chatgpt|o\d)/;

/**
 * The encoding that comes nearest to a model's. `isExact` is true where the endpoint is OpenAI's and the model one whose
 * encoding is published; everybody else counts in an encoding of their own.
 */
export function encodingOf(judge: { endpoint: string; model: string }): { encoding: Encoding; isExact: boolean } {
  const isOlder = OLDER_MODEL.test(judge.model);
  const isOpenAi = URL.canParse(judge.endpoint) && OPENAI_HOST.test(new URL(judge.endpoint).hostname);
  return {
    encoding: isOlder ? 'cl100k_base' : 'o200k_base',
    isExact: isOpenAi && (isOlder || NEWER_MODEL.test(judge.model)),
  };
}

function countInPieces(text: string, count: typeof countPiece): number {
  if (text.length <= LONGEST_STRETCH) return count(text, ALL_IS_TEXT);
  let tokens = 0;
  for (const piece of text.split(LONG_STRETCH)) tokens += piece === '' ? 0 : count(piece, ALL_IS_TEXT);
  return tokens;
}
