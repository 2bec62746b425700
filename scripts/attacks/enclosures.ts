/** Marks that enclose material in judge prompts: tags with a code of ours, and the fixed lines that FastChat's prompts use. */
const KEYED = /<([a-z_A-Z0-9]+)_([0-9a-f]{16})>\n/g;
const FIXED = /\[The Start of ([^\]\n]+)\]\n/g;

/**
 * What of a prompt stands outside all enclosures, read from top to bottom: material ends at the first mark that closes it. A keyed mark closes only
 * what was opened with its own name and code; a fixed one whatever says the same words.
 */
export function outsideEnclosures(prompt: string): string {
  let outside = '';
  let at = 0;
  for (;;) {
    const opened = nextOpening(prompt, at);
    if (opened === null) return outside + prompt.slice(at);
    outside += `${prompt.slice(at, opened.start)}\n`;
    const closed = prompt.indexOf(opened.closing, opened.end);
    if (closed < 0) return outside;
    at = closed + opened.closing.length;
  }
}

interface Opening {
  readonly start: number;
  readonly end: number;
  readonly closing: string;
}

function nextOpening(prompt: string, from: number): Opening | null {
  const keyed = matchFrom(KEYED, prompt, from);
  const fixed = matchFrom(FIXED, prompt, from);
  const openings: Opening[] = [];
  if (keyed) openings.push(opening(keyed, `\n</${keyed[1]}_${keyed[2]}>`));
  if (fixed) openings.push(opening(fixed, `\n[The End of ${fixed[1]}]`));
  return openings.sort((one, other) => one.start - other.start)[0] ?? null;
}

function opening(match: RegExpExecArray, closing: string): Opening {
  // The line break before the closing mark may be the one after the opening: an empty text.
  return { start: match.index, end: match.index + match[0].length - 1, closing };
}

function matchFrom(pattern: RegExp, text: string, from: number): RegExpExecArray | null {
  pattern.lastIndex = from;
  return pattern.exec(text);
}
