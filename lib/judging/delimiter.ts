import { createHmac } from 'node:crypto';

const HEX_DIGITS = 16;

/**
 * The code in the lines that enclose texts in a judge prompt: 16 hex digits of an HMAC-SHA-256 over all the texts.
 *
 * - Unguessable: a text that closes its own delimiter would have to contain a hash of itself and of the opponent's text;
 *   a code that was seen elsewhere is of no use.
 * - Stable: the same texts and key give the same code.
 * - Absent: a code that stands in one of the texts by chance is replaced by the next one.
 *
 * @param options.texts the texts in a fixed structure; a different structure is a different message
 * @param options.key what a run hashes with; it need not be secret, as a text would have to contain a hash of itself
 */
export function delimiterCode(options: { texts: readonly (readonly string[])[]; key: string }): string {
  const message = JSON.stringify(options.texts);
  const candidate = (round: number) =>
    createHmac('sha256', options.key).update(`${round}\n${message}`).digest('hex').slice(0, HEX_DIGITS);
  return firstAbsent({ texts: options.texts.flat(), candidate });
}

/** The first candidate, counting rounds from 0, that stands in none of the texts. */
export function firstAbsent(options: { texts: readonly string[]; candidate: (round: number) => string }): string {
  for (let round = 0; ; round += 1) {
    const code = options.candidate(round);
    if (!options.texts.some((text) => text.includes(code))) return code;
  }
}
