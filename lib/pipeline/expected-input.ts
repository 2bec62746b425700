import { addSize, emptySize, scaledSize, type TextSize } from '#lib/llm/text-size.ts';
import type { AnswerSize, FieldSizes, PromptSize } from './measure-texts.ts';
import type { RequestFrame, RequestShape } from './request-frame.ts';

/** A match of which calls are still to be made. */
export interface SizedMatch {
  id: string;
  promptId: string;
  /** Null while the entrant is unknown: the winner of a match before, or whoever a later round pairs. */
  a: AnswerSize | null;
  b: AnswerSize | null;
  feeds: { id: string; side: 'a' | 'b' } | null;
  calls: number;
}

/** What of a request is the same in all matches on a prompt. */
interface PromptPart {
  size: TextSize;
  /** How often each answer is shown. */
  answers: number;
}

/**
 * What the requests of all calls are long together. Entrants not known yet count as expected if either side of a match is as likely
 * to win it: in a knockout, the mean over those who can come out of that part of the bracket, weighted by the matches they have
 * to win. Where no match decides who enters, as in later rounds of a Swiss tournament, all who answered count alike. `matches` come by
 * round.
 */
export function expectedInput(
  matches: readonly SizedMatch[],
  { sizes, frameOf }: { sizes: FieldSizes; frameOf: (shape: RequestShape) => RequestFrame },
): { size: TextSize; calls: number } {
  const whole = emptySize();
  let calls = 0;
  const entering = new Map<string, AnswerSize>();
  const partOf = promptParts(sizes, frameOf);
  for (const match of matches) {
    const a = match.a ?? entering.get(`${match.id} a`) ?? sizes.usualAnswerOf(match.promptId);
    const b = match.b ?? entering.get(`${match.id} b`) ?? sizes.usualAnswerOf(match.promptId);
    if (match.feeds && (a || b)) entering.set(`${match.feeds.id} ${match.feeds.side}`, meanOf(a ?? b, b ?? a));
    if (match.calls === 0) continue;
    calls += match.calls;
    const part = partOf(match.promptId, Math.max(a?.turns ?? 1, b?.turns ?? 1));
    addSize(whole, part.size, match.calls);
    if (a) addSize(whole, a.size, match.calls * part.answers);
    if (b) addSize(whole, b.size, match.calls * part.answers);
  }
  return { size: whole, calls };
}

/** Prompts with what stands around them, each once. */
function promptParts(sizes: FieldSizes, frameOf: (shape: RequestShape) => RequestFrame) {
  const parts = new Map<string, PromptPart>();
  return (promptId: string, answerTurns: number): PromptPart => {
    const key = `${promptId} ${answerTurns}`;
    const part = parts.get(key) ?? promptPart(sizes.promptOf(promptId), { answerTurns, frameOf });
    parts.set(key, part);
    return part;
  };
}

function promptPart(
  { turns, prompt, context, references, reference, fields }: PromptSize,
  { answerTurns, frameOf }: { answerTurns: number; frameOf: (shape: RequestShape) => RequestFrame },
): PromptPart {
  const { size, uses } = frameOf({
    promptTurns: turns,
    hasContext: context !== null,
    references,
    answerTurns,
    fields: Object.keys(fields),
  });
  const whole = scaledSize(size, 1);
  addSize(whole, prompt, uses.prompt);
  addSize(whole, reference, uses.reference);
  if (context) addSize(whole, context, uses.context);
  for (const [name, text] of Object.entries(fields)) addSize(whole, text, uses.fields[name] ?? 0);
  return { size: whole, answers: uses.answer };
}

function meanOf(one: AnswerSize | null, other: AnswerSize | null): AnswerSize {
  const size = emptySize();
  for (const answer of [one, other]) if (answer) addSize(size, scaledSize(answer.size, 1 / 2));
  return { turns: Math.max(one?.turns ?? 1, other?.turns ?? 1), size };
}
