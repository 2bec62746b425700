import { z } from 'zod';
import type { ChatReply } from '#lib/chat/chat-model.ts';
import { jsonObjectsWith } from './json-objects.ts';
import type { ShownVerdict, UnusableReply } from './verdict.ts';
import { briefReply, verdictReply } from './verdict-schema.ts';

/** What a reply says, by shown position, or why it says nothing that counts, with its own words in `detail`: of a refusal the first, else the last. */
export type ParsedVerdict =
  | { readonly verdict: ShownVerdict; readonly reason: string | null }
  | { readonly unusable: UnusableReply; readonly detail: string };

type ReadVerdict = { verdict: ShownVerdict; reason: string | null };

const exactReply = z.union([verdictReply, briefReply]);
const DETAIL_LENGTH = 200;
const BRACKETED = /\[\[([ABC])\]\]/g;
const BRACKET_VERDICTS: Record<string, ShownVerdict> = { A: 'A', B: 'B', C: 'tie' };
/** A `verdict` member after the last verdict that could be read. */
const BROKEN_OBJECT = /"verdict"\s*:/;
/** Endpoints without enforced schemas write `a` or `Tie`. Any other value is no verdict: we do not guess. */
const looseVerdict = z.object({
  reason: z.string().nullish().catch(null),
  verdict: z.union([z.literal(['A', 'B', 'tie']), z.literal(['a', 'b', 'Tie', 'TIE']).transform(normalised)]),
});

/**
 * Reads the verdict of a judge's reply.
 *
 * 1. A reply with a refusal is `refused`.
 * 2. A reply that is exactly the JSON asked for counts, even when it is flagged as cut: once its object has closed,
 *    nothing that was cut off could change it.
 * 3. Any other cut reply is `truncated`: what was cut off may have held a later, different verdict.
 * 4. Else the last verdict in the text decides: a JSON object with a `verdict`, or `[[A]]`, `[[B]]`, `[[C]]` (C is a tie).
 *    Judges quote earlier verdicts while they think, and quote answers that hold them; their own comes last. When the
 *    last such object holds something else (`"A or B"`) or is broken, no earlier verdict takes its place: that one may
 *    stand in the reason, quoted from an answer that wrote it there on purpose.
 * 5. Else it is `unparseable`.
 */
export function parseVerdict(reply: Pick<ChatReply, 'text' | 'refusal' | 'truncated'>): ParsedVerdict {
  if (reply.refusal !== null) return { unusable: 'refused', detail: shorten(reply.refusal) };
  const exact = exactVerdict(reply.text);
  if (exact) return exact;
  if (reply.truncated) return { unusable: 'truncated', detail: ending(reply.text) };
  return lastVerdict(reply.text) ?? { unusable: 'unparseable', detail: ending(reply.text) };
}

function exactVerdict(text: string): ReadVerdict | null {
  try {
    const read = exactReply.safeParse(JSON.parse(text)).data;
    return read ? { verdict: read.verdict, reason: ('reason' in read && read.reason) || null } : null;
  } catch {
    return null;
  }
}

function lastVerdict(text: string): ReadVerdict | null {
  const object = jsonObjectsWith(text, { member: 'verdict' }).at(-1);
  const bracket = [...text.matchAll(BRACKETED)].at(-1);
  if (BROKEN_OBJECT.test(text.slice(Math.max(object?.end ?? 0, bracket?.index ?? 0)))) return null;
  if (bracket && bracket.index >= (object?.end ?? 0)) return bracketVerdict(text, bracket);
  const read = looseVerdict.safeParse(object?.value).data;
  return read ? { verdict: read.verdict, reason: read.reason || null } : null;
}

function bracketVerdict(text: string, bracket: RegExpExecArray): ReadVerdict {
  const reason = (text.slice(0, bracket.index) + text.slice(bracket.index + bracket[0].length)).trim();
  return { verdict: BRACKET_VERDICTS[bracket[1] as string] as ShownVerdict, reason: reason || null };
}

function normalised(value: 'a' | 'b' | 'Tie' | 'TIE'): ShownVerdict {
  if (value === 'a') return 'A';
  return value === 'b' ? 'B' : 'tie';
}

function ending(text: string): string {
  return text.slice(-DETAIL_LENGTH);
}

function shorten(text: string): string {
  return text.slice(0, DETAIL_LENGTH);
}
