import { countTokens as countPiece } from 'gpt-tokenizer/encoding/o200k_base';

/**
 * The tokenizer takes quadratic time on a stretch without a break (100,000 Chinese characters: 40 seconds), so longer
 * stretches are cut. A cut adds at most one token.
 */
const LONGEST_STRETCH = 200;
const LONG_STRETCH = new RegExp(`(\\S{${LONGEST_STRETCH}}|\\s{${LONGEST_STRETCH}})`, 'u');
/** Answers may quote `<|endoftext|>`: it is text like any other. */
const ALL_IS_TEXT = { disallowedSpecial: new Set<string>() };

/**
 * Counts the tokens of a text in OpenAI's `o200k_base` encoding: exact for its newer models, an estimate for all others.
 * Linear in the length of the text, about 10 million characters a second.
 */
export function countTokens(text: string): number {
  if (text.length <= LONGEST_STRETCH) return countPiece(text, ALL_IS_TEXT);
  let tokens = 0;
  for (const piece of text.split(LONG_STRETCH)) tokens += piece === '' ? 0 : countPiece(piece, ALL_IS_TEXT);
  return tokens;
}
