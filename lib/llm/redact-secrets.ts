const REPLACEMENT = '[key]';
/** Providers echo ends of a rejected key; this many equal characters in a row are taken for a part of it. */
const PART_LENGTH = 6;
/** Shorter keys (`x`, `none`, `test`) are placeholders of servers that want any key; their letters stand in every word. */
const SHORTEST_SECRET = 8;

/** `sk-…`, `Bearer …` and anything masked with stars: keys of any kind, also ones we never held. */
const KEY_SHAPES = [/\bBearer\s+[^\s"',;]+/gi, /\bsk-[\w*.-]+/g, /[^\s"'(),:;=]*\*{2,}[^\s"'(),:;=]*/g];

/**
 * Takes an API key out of a text that may be stored or shown: the key itself, every word that holds a part of it, and
 * anything that looks like a key.
 * @param options.apiKey the key that was sent; null when none was
 */
export function redactSecrets(text: string, options: { apiKey: string | null }): string {
  const { apiKey } = options;
  const shapeless = KEY_SHAPES.reduce((rest, shape) => rest.replace(shape, REPLACEMENT), withoutKey(text, apiKey));
  if (apiKey === null || apiKey.length < SHORTEST_SECRET) return shapeless;
  const parts = Array.from({ length: apiKey.length - PART_LENGTH + 1 }, (_, at) => apiKey.slice(at, at + PART_LENGTH));
  const holdsPart = (word: string) => parts.some((part) => word.includes(part));
  return shapeless.replace(/[^\s"'(),:;=]+/g, (word) => (holdsPart(word) ? REPLACEMENT : word));
}

function withoutKey(text: string, apiKey: string | null): string {
  return apiKey !== null && apiKey.length >= 4 ? text.replaceAll(apiKey, REPLACEMENT) : text;
}
