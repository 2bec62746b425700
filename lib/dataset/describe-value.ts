/** Longest part of a text that an error repeats, in UTF-16 units. */
const EXCERPT_LENGTH = 80;

/** Characters that a terminal, a log or a database may not take as they are. */
const UNPRINTABLE = /[\p{Cc}\p{Surrogate}\p{Bidi_Control}\u2028\u2029]/u;

/** What a JSON value is, for the `got` of an error: short, on one line, and safe to store and print. */
export function describeValue(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (typeof value === 'string') return describeText(value);
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : `a list of ${value.length}`;
  if (typeof value === 'object' && value !== null) return 'an object';
  return String(value);
}

/** The beginning of a text, with unprintable characters (also NUL and lone surrogates) as `\uXXXX`: at most 80 units and an ellipsis. */
export function excerpt(text: string): string {
  let shown = '';
  // Cut before it is taken apart, so that a long text costs no more than a short one.
  for (const character of text.slice(0, EXCERPT_LENGTH + 1)) {
    const printable = UNPRINTABLE.test(character) ? escaped(character) : character;
    if (shown.length + printable.length > EXCERPT_LENGTH) return `${shown}…`;
    shown += printable;
  }
  return shown;
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

function describeText(text: string): string {
  if (text.includes('\0')) return `NUL at character ${text.indexOf('\0') + 1}`;
  if (!text.isWellFormed()) return `a lone surrogate at character ${text.search(/\p{Surrogate}/u) + 1}`;
  return `"${excerpt(text)}"`;
}
