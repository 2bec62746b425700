import type { JudgingTemplate } from '#lib/judging/template.ts';
import { shownFields } from '#lib/judging/template-definition.ts';
import { addSize, emptySize, messagesSize, scaledSize, type TextSize } from '#lib/llm/text-size.ts';
import type { TokenCounter } from '#lib/llm/token-count.ts';

/** What of a match decides how its request is built around the texts. */
export interface RequestShape {
  promptTurns: number;
  hasContext: boolean;
  references: number;
  answerTurns: number;
  /** Names of the prompt's fields. */
  fields: readonly string[];
}

/** A request without its texts, and how often it shows each of them. */
export interface RequestFrame {
  size: TextSize;
  uses: { prompt: number; context: number; reference: number; answer: number };
  /** Names of the fields that it shows, each once. */
  fields: readonly string[];
}

/** Delimiters are hashes, and hashes differ in tokens: their mean over so many. */
const DELIMITERS = 16;
/** OpenAI's chat format: what each message adds, and what begins the reply. */
const TOKENS_PER_MESSAGE = 4;
const TOKENS_OF_REPLY = 3;

const MARKS = { prompt: '\u{E001}', context: '\u{E002}', reference: '\u{E003}', answer: '\u{E004}' } as const;
const ANY_MARK = /[\u{E001}-\u{E004}]/gu;

/** Renders requests of every shape without texts, each shape once. */
export function requestFrames(
  template: Pick<JudgingTemplate, 'render' | 'definition'>,
  count: TokenCounter,
): (shape: RequestShape) => RequestFrame {
  const frames = new Map<string, RequestFrame>();
  return (shape) => {
    const key = Object.values(shape).join();
    const frame = frames.get(key) ?? frameOf(template, shape, count);
    frames.set(key, frame);
    return frame;
  };
}

function frameOf(
  template: Pick<JudgingTemplate, 'render' | 'definition'>,
  shape: RequestShape,
  count: TokenCounter,
): RequestFrame {
  const sum = emptySize();
  const uses = { prompt: 0, context: 0, reference: 0, answer: 0 };
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
    if (round > 0) continue;
    const whole = contents.join('');
    for (const [part, mark] of Object.entries(MARKS)) uses[part as keyof typeof uses] = whole.split(mark).length - 1;
  }
  const fields = shownFields(template.definition).filter((name) => shape.fields.includes(name));
  return { size: scaledSize(sum, 1 / DELIMITERS), uses: perPart(uses, shape), fields };
}

function marked(shape: RequestShape, delimiterKey: string) {
  const turns = (mark: string, length: number) => Array.from({ length }, () => mark);
  return {
    promptTurns: turns(MARKS.prompt, shape.promptTurns),
    context: shape.hasContext ? MARKS.context : null,
    reference: turns(MARKS.reference, shape.references),
    fields: Object.fromEntries(shape.fields.map((name) => [name, ''])),
    shownFirst: turns(MARKS.answer, shape.answerTurns),
    shownSecond: turns(MARKS.answer, shape.answerTurns),
    delimiterKey,
  };
}

/** A prompt of two turns of which both are shown is shown once. */
function perPart(marks: RequestFrame['uses'], shape: RequestShape): RequestFrame['uses'] {
  return {
    prompt: marks.prompt / Math.max(1, shape.promptTurns),
    context: marks.context,
    reference: marks.reference / Math.max(1, shape.references),
    answer: marks.answer / Math.max(1, 2 * shape.answerTurns),
  };
}
