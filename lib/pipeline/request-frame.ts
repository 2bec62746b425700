import type { JudgingTemplate } from '#lib/judging/template.ts';
import { addSize, emptySize, messagesSize, scaledSize, type TextSize } from '#lib/llm/text-size.ts';
import type { TokenCounter } from '#lib/llm/token-count.ts';

/** What of a match decides how its request is built around the texts. */
export interface RequestShape {
  promptTurns: number;
  hasContext: boolean;
  references: number;
  answerTurns: number;
  /** Names of further texts of the prompt. */
  fields: readonly string[];
}

/** A request without its texts, and how often it shows each of them. */
export interface RequestFrame {
  size: TextSize;
  uses: { prompt: number; context: number; reference: number; answer: number; fields: Record<string, number> };
}

/** Delimiters are hashes, and hashes differ in tokens: their mean over so many. */
const DELIMITERS = 16;
/** OpenAI's chat format: what each message adds, and what begins the reply. */
const TOKENS_PER_MESSAGE = 4;
const TOKENS_OF_REPLY = 3;

const MARKS = { prompt: '\u{E001}', context: '\u{E002}', reference: '\u{E003}', answer: '\u{E004}' } as const;
const ANY_MARK = /[\u{E001}-\u{E0FF}]/gu;
/** The first of the marks of fields, one each. */
const FIRST_FIELD = 0xe010;

/** Renders requests of every shape without texts, each shape once. */
export function requestFrames(
  template: Pick<JudgingTemplate, 'render'>,
  count: TokenCounter,
): (shape: RequestShape) => RequestFrame {
  const frames = new Map<string, RequestFrame>();
  return (shape) => {
    const key = JSON.stringify(shape);
    const frame = frames.get(key) ?? frameOf(template, shape, count);
    frames.set(key, frame);
    return frame;
  };
}

function frameOf(template: Pick<JudgingTemplate, 'render'>, shape: RequestShape, count: TokenCounter): RequestFrame {
  const sum = emptySize();
  let uses: RequestFrame['uses'] | null = null;
  for (let round = 0; round < DELIMITERS; round++) {
    const { messages } = template.render(marked(shape, `estimate ${round}`));
    const contents = messages.map(({ content }) => content);
    addSize(
      sum,
      messagesSize(
        contents.map((content) => content.replace(ANY_MARK, '')),
        count,
      ),
    );
    sum.tokens += TOKENS_PER_MESSAGE * messages.length + TOKENS_OF_REPLY;
    uses ??= usesIn(contents.join(''), shape);
  }
  return { size: scaledSize(sum, 1 / DELIMITERS), uses: uses as RequestFrame['uses'] };
}

function marked(shape: RequestShape, delimiterKey: string) {
  const turns = (mark: string, length: number) => Array.from({ length }, () => mark);
  return {
    promptTurns: turns(MARKS.prompt, shape.promptTurns),
    context: shape.hasContext ? MARKS.context : null,
    reference: turns(MARKS.reference, shape.references),
    shownFirst: turns(MARKS.answer, shape.answerTurns),
    shownSecond: turns(MARKS.answer, shape.answerTurns),
    fields: Object.fromEntries(shape.fields.map((name, index) => [name, fieldMark(index)])),
    delimiterKey,
  };
}

function fieldMark(index: number): string {
  return String.fromCodePoint(FIRST_FIELD + index);
}

/** How often each text is shown. A prompt of two turns of which both are shown is shown once. */
function usesIn(whole: string, shape: RequestShape): RequestFrame['uses'] {
  const shown = (mark: string) => whole.split(mark).length - 1;
  return {
    prompt: shown(MARKS.prompt) / Math.max(1, shape.promptTurns),
    context: shown(MARKS.context),
    reference: shown(MARKS.reference) / Math.max(1, shape.references),
    answer: shown(MARKS.answer) / Math.max(1, 2 * shape.answerTurns),
    fields: Object.fromEntries(shape.fields.map((name, index) => [name, shown(fieldMark(index))])),
  };
}
