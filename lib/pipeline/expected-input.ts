import { addSize, emptySize, scaledSize, type TextSize } from '#lib/llm/text-size.ts';
import type { AnswerSize, FieldSizes } from './measure-texts.ts';
import type { RequestFrame, RequestShape } from './request-frame.ts';

/** A match of which calls are still to be made. */
export interface SizedMatch {
  id: string;
  promptId: string;
  /** Null while the entrant is unknown: the winner of a match before. */
  a: AnswerSize | null;
  b: AnswerSize | null;
  feeds: { id: string; side: 'a' | 'b' } | null;
  calls: number;
}

/**
 * What the requests of all calls are long together. Entrants not known yet count as expected if either side of a match is as likely
 * to win it: in a knockout, the mean over those who can come out of that part of the bracket, weighted by the matches they have
 * to win. `matches` come by round.
 */
export function expectedInput(
  matches: readonly SizedMatch[],
  { sizes, frameOf }: { sizes: FieldSizes; frameOf: (shape: RequestShape) => RequestFrame },
): { size: TextSize; calls: number } {
  const whole = emptySize();
  let calls = 0;
  const entering = new Map<string, AnswerSize>();
  const entrant = (match: SizedMatch, side: 'a' | 'b') => match[side] ?? entering.get(`${match.id} ${side}`) ?? null;
  for (const match of matches) {
    const [a, b] = [entrant(match, 'a'), entrant(match, 'b')];
    if (match.feeds && (a || b)) entering.set(`${match.feeds.id} ${match.feeds.side}`, meanOf(a ?? b, b ?? a));
    if (match.calls === 0) continue;
    calls += match.calls;
    addRequest(whole, { match, answers: [a, b], sizes, frameOf });
  }
  return { size: whole, calls };
}

function addRequest(
  whole: TextSize,
  request: {
    match: SizedMatch;
    answers: readonly (AnswerSize | null)[];
    sizes: FieldSizes;
    frameOf: (shape: RequestShape) => RequestFrame;
  },
): void {
  const { match, answers, sizes, frameOf } = request;
  const { turns, prompt, context, references, reference, fields } = sizes.promptOf(match.promptId);
  const answerTurns = Math.max(1, ...answers.map((answer) => answer?.turns ?? 1));
  const shape = {
    promptTurns: turns,
    hasContext: context !== null,
    references,
    answerTurns,
    fields: Object.keys(fields),
  };
  const { size, uses, fields: shown } = frameOf(shape);
  const { calls } = match;
  addSize(whole, size, calls);
  addSize(whole, prompt, calls * uses.prompt);
  addSize(whole, reference, calls * uses.reference);
  if (context) addSize(whole, context, calls * uses.context);
  for (const name of shown) addSize(whole, fields[name] as TextSize, calls);
  for (const answer of answers) if (answer) addSize(whole, answer.size, calls * uses.answer);
}

function meanOf(one: AnswerSize | null, other: AnswerSize | null): AnswerSize {
  const size = emptySize();
  for (const answer of [one, other]) if (answer) addSize(size, scaledSize(answer.size, 1 / 2));
  return { turns: Math.max(one?.turns ?? 1, other?.turns ?? 1), size };
}
