import { createHash } from 'node:crypto';

/** What makes a prompt the same prompt in several files: its texts, not what is known about it. */
export interface PromptIdentity {
  readonly turns: readonly string[];
  readonly context: string | null;
  readonly fields: Readonly<Record<string, string>>;
}

const SHOWN_CHARACTERS = 40;
const HASH_CHARACTERS = 10;

/**
 * The key of a prompt that has no id of its own: its first words, for people, and a hash of all of it. Equal texts have equal keys in
 * every file and import, whatever their order.
 */
export function promptKeyOf({ turns, context, fields }: PromptIdentity): string {
  const identity = JSON.stringify([turns, context, Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1))]);
  const hash = createHash('sha256').update(identity).digest('hex').slice(0, HASH_CHARACTERS);
  const words =
    (turns[0] ?? '')
      .slice(0, 200)
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  let shown = '';
  for (const word of words) {
    if (shown.length + word.length > SHOWN_CHARACTERS) break;
    shown += `${word}-`;
  }
  return `${shown}${hash}`;
}
