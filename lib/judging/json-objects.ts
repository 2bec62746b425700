/** An object found in a text, and where it stands. */
export interface FoundObject {
  readonly value: Readonly<Record<string, unknown>>;
  /** Index of its opening brace. */
  readonly start: number;
  /** Index of the character after its closing brace. */
  readonly end: number;
}

/** Characters looked at before giving up: many times any honest reply, and a bound on what a hostile one can cost. */
const WORK_LIMIT = 5_000_000;

/**
 * The outermost JSON objects in a text that hold a given member, in order: bare, inside code fences or amid prose. An
 * object without the member is opened, so that a wrapped one is found.
 */
export function jsonObjectsWith(text: string, options: { member: string }): FoundObject[] {
  const found: FoundObject[] = [];
  let work = 0;
  let start = text.indexOf('{');
  while (start >= 0 && work < WORK_LIMIT) {
    const end = closingBrace(text, start);
    work += (end ?? text.length) - start;
    const value = end === null ? null : objectOrNull(text.slice(start, end));
    const holds = value !== null && Object.hasOwn(value, options.member);
    if (holds && end !== null) found.push({ value, start, end });
    start = text.indexOf('{', holds && end !== null ? end : start + 1);
  }
  return found;
}

/** Index after the brace that closes the one at `start`, braces in strings not counted; null when none does. */
function closingBrace(text: string, start: number): number | null {
  let depth = 0;
  let inString = false;
  for (let at = start; at < text.length; at += 1) {
    const character = text[at];
    if (inString) {
      if (character === '\\') at += 1;
      else if (character === '"') inString = false;
    } else if (character === '"') inString = true;
    else if (character === '{') depth += 1;
    else if (character === '}') {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return null;
}

function objectOrNull(json: string): Record<string, unknown> | null {
  try {
    return JSON.parse(json) as Record<string, unknown>;
  } catch {
    return null;
  }
}
