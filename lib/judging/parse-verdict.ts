import type { ChatReply } from '#lib/chat/chat-model.ts';
import { type FoundObject, jsonObjectsWith } from './json-objects.ts';
import { withoutReasoning } from './reasoning.ts';
import { isWordedRefusal } from './refusal-wording.ts';
import { spokenVerdict } from './spoken-verdict.ts';
import type { ShownVerdict, UnusableReply } from './verdict.ts';
import { verdictLabel } from './verdict-label.ts';

/** What a reply says, by shown position, or why it says nothing that counts, with its own words in `detail`: of a refusal the first, else the last. */
export type ParsedVerdict =
  | { readonly verdict: ShownVerdict; readonly reason: string | null }
  | { readonly unusable: UnusableReply; readonly detail: string };

type ReadVerdict = { verdict: ShownVerdict; reason: string | null };

const DETAIL_LENGTH = 200;
const BRACKETED = /\[\[(A|B|C|tie)\]\]/g;
const WHOLE_BRACKET = /^\[\[(A|B|C|tie)\]\]$/;
/** A `verdict` member after the last verdict that could be read. */
const BROKEN_OBJECT = /"verdict"\s*:/;
/** Where a whole reply is one object without a `verdict`, the one member of these that it has is it. */
const OTHER_NAMES = [
  'winner',
  'choice',
  'preference',
  'preferred',
  'better',
  'judgment',
  'judgement',
  'decision',
  '판정',
  '승자',
];

/**
 * Reads the verdict of a judge's reply.
 *
 * 1. A reply with a refusal is `refused`.
 * 2. A reply that is one JSON object with a verdict counts, even when it is flagged as cut: once its object has closed,
 *    nothing that was cut off could change it.
 * 3. Any other cut reply is `truncated`: what was cut off may have held a later, different verdict.
 * 4. Else what the model wrote while it thought is left out (`withoutReasoning`), and the last marked verdict decides: a
 *    JSON object with a `verdict`, or `[[A]]`, `[[B]]`, `[[C]]`, `[[tie]]` (C is a tie). Judges quote earlier verdicts, and quote answers that
 *    hold them; their own comes last. When the last such object holds something else (`"A or B"`) or is broken, no
 *    earlier verdict takes its place: that one may stand in the reason, quoted from an answer that wrote it there on purpose.
 * 5. Without a marked verdict, one in words counts (`spokenVerdict`): `Output (a)`, `Verdict: B`, `Answer A is better.`
 * 6. Else it is `refused` where its words decline the task, or `unparseable`.
 *
 * A reader of recorded MT-bench judgments finds what their authors found: 14,365 verdicts and 35 errors.
 */
export function parseVerdict(reply: Pick<ChatReply, 'text' | 'refusal' | 'truncated'>): ParsedVerdict {
  if (reply.refusal !== null) return { unusable: 'refused', detail: shorten(reply.refusal) };
  const exact = wholeObject(reply.text);
  if (exact) return exact;
  const objects = jsonObjectsWith(reply.text, { member: 'verdict' });
  const answer = withoutReasoning(reply.text, { kept: objects });
  const isStripped = answer.length < reply.text.length;
  const afterThinking = isStripped ? wholeObject(answer) : null;
  if (afterThinking) return afterThinking;
  if (reply.truncated) return { unusable: 'truncated', detail: ending(reply.text) };
  const read = lastVerdict(answer, isStripped ? jsonObjectsWith(answer, { member: 'verdict' }) : objects);
  if (read) return read;
  return { unusable: isWordedRefusal(answer.trim()) ? 'refused' : 'unparseable', detail: ending(reply.text) };
}

const FENCE = /^```(?:json)?\s*\n([\s\S]*?)\n\s*```$/i;

/** The verdict of a text that is one JSON object, in a code fence or bare. */
function wholeObject(text: string): ReadVerdict | null {
  const trimmed = text.trim();
  const json = trimmed.startsWith('```') ? (FENCE.exec(trimmed)?.[1] ?? '') : trimmed;
  if (!json.trimStart().startsWith('{')) return null;
  try {
    const value = JSON.parse(json) as Record<string, unknown>;
    if (Object.hasOwn(value, 'verdict')) return objectVerdict(value);
    const [name, ...others] = OTHER_NAMES.filter((one) => Object.hasOwn(value, one));
    return name !== undefined && others.length === 0 ? objectVerdict({ ...value, verdict: value[name] }) : null;
  } catch {
    return null;
  }
}

function objectVerdict(value: Readonly<Record<string, unknown>>): ReadVerdict | null {
  const { verdict: said } = value;
  const reason = value.reason ?? value.reasoning ?? value.explanation;
  if (typeof said !== 'string') return null;
  const marked = WHOLE_BRACKET.exec(said)?.[1];
  const verdict = marked === undefined ? verdictLabel(said) : markedVerdict(marked);
  return verdict && { verdict, reason: (typeof reason === 'string' && reason) || null };
}

function lastVerdict(text: string, objects: readonly FoundObject[]): ReadVerdict | null {
  const object = objects.at(-1);
  const bracket = [...text.matchAll(BRACKETED)].at(-1);
  if (BROKEN_OBJECT.test(text.slice(Math.max(object?.end ?? 0, bracket?.index ?? 0)))) return null;
  if (bracket && bracket.index >= (object?.end ?? 0)) return bracketVerdict(text, bracket);
  if (object) return objectVerdict(object.value);
  const verdict = spokenVerdict(text);
  return verdict && { verdict, reason: verdictLabel(text) ? null : text.trim() };
}

function bracketVerdict(text: string, bracket: RegExpExecArray): ReadVerdict {
  const reason = (text.slice(0, bracket.index) + text.slice(bracket.index + bracket[0].length)).trim();
  return { verdict: markedVerdict(bracket[1] as string), reason: reason || null };
}

function markedVerdict(letter: string): ShownVerdict {
  return letter === 'A' || letter === 'B' ? letter : 'tie';
}

function ending(text: string): string {
  return text.slice(-DETAIL_LENGTH);
}

function shorten(text: string): string {
  return text.slice(0, DETAIL_LENGTH);
}
