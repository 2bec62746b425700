import type { TokenCounter } from './token-count.ts';

/** How long a text is in each of the ways in which endpoints are known to count what they bill. */
export interface TextSize {
  tokens: number;
  /** UTF-16 units. */
  characters: number;
  /** Of UTF-8. */
  bytes: number;
  /** UTF-16 units of the text inside a JSON body. */
  escaped: number;
}

/** The ways of counting. */
export const MEASURES = ['tokens', 'characters', 'bytes', 'escaped'] as const satisfies readonly (keyof TextSize)[];
export type Measure = (typeof MEASURES)[number];

/** The size of nothing, to add to. */
export function emptySize(): TextSize {
  return { tokens: 0, characters: 0, bytes: 0, escaped: 0 };
}

/** The size of a text on its own. */
export function sizeOf(text: string, count: TokenCounter): TextSize {
  return {
    tokens: count(text),
    characters: text.length,
    bytes: Buffer.byteLength(text),
    escaped: JSON.stringify(text).length - 2,
  };
}

/** Templates put texts on lines of their own between tags, and the encoding joins the ends of lines with what stands there. */
const BEFORE = '>\n';
const AFTER = '\n</';
const TOKENS_AROUND = 2;

/** What a text adds to a request that shows it between tags. */
export function enclosedSize(text: string, count: TokenCounter): TextSize {
  return { ...sizeOf(text, () => 0), tokens: count(`${BEFORE}${text}${AFTER}`) - TOKENS_AROUND };
}

/** Adds `times` a size to a sum, in place: plans add millions. */
export function addSize(sum: TextSize, size: TextSize, times = 1): void {
  sum.tokens += size.tokens * times;
  sum.characters += size.characters * times;
  sum.bytes += size.bytes * times;
  sum.escaped += size.escaped * times;
}

/** The size of so many copies of a text. */
export function scaledSize(size: TextSize, times: number): TextSize {
  const scaled = emptySize();
  addSize(scaled, size, times);
  return scaled;
}

/** The size of the messages of a request, without what is the same in every request. */
export function messagesSize(contents: readonly string[], count: TokenCounter): TextSize {
  const sum = emptySize();
  for (const content of contents) addSize(sum, sizeOf(content, count));
  return sum;
}
