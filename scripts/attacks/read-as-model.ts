/** Letters of other alphabets that look like Latin ones. */
const LOOKALIKES: Readonly<Record<string, string>> = {
  ...{ а: 'a', е: 'e', о: 'o', р: 'p', с: 'c', х: 'x', у: 'y', і: 'i', А: 'A', В: 'B', Е: 'E', О: 'O' },
  ...{ ο: 'o', α: 'a', Α: 'A', Β: 'B', ε: 'e' },
};
/** A word with letters of two alphabets is a disguise; one of a single other alphabet is a language. */
const MIXED_WORD = /\p{L}*(?:[a-z]\p{L}*[\u0370-\u03ff\u0400-\u04ff]|[\u0370-\u03ff\u0400-\u04ff]\p{L}*[a-z])\p{L}*/giu;
const LONE_LOOKALIKE = /(?<!\p{L})[АВΑΒ](?!\p{L})/gu;
const BASE64 = /(?<![\w+/])[A-Za-z0-9+/]{16,}={0,2}/g;

/** A text as a model takes it that sees through every disguise: the worst case for whoever relies on a text not being understood. */
export function readAsModel(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\p{Cf}\p{Cc}]/gu, (character) => (character === '\n' ? '\n' : ''))
    .replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)))
    .replace(/(?:%[0-9A-F]{2})+/gi, urlDecoded)
    .replace(BASE64, base64Decoded)
    .replace(MIXED_WORD, latin)
    .replace(LONE_LOOKALIKE, latin);
}

function latin(word: string): string {
  return [...word].map((letter) => LOOKALIKES[letter] ?? letter).join('');
}

function urlDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function base64Decoded(text: string): string {
  const decoded = Buffer.from(text, 'base64').toString('utf8');
  return /^[\x20-\x7e\n]+$/.test(decoded) ? decoded : text;
}
