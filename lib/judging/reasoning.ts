/** Where a model thinks before it answers: how the part opens and how it closes, by the models that write it so. */
const WRAPPERS: readonly (readonly [open: string, close: string])[] = [
  // DeepSeek R1, Qwen 3, GLM and most others.
  ['<think>', '</think>'],
  ['<thinking>', '</thinking>'],
  ['<thought>', '</thought>'],
  ['<reasoning>', '</reasoning>'],
  ['<reflection>', '</reflection>'],
  ['<seed:think>', '</seed:think>'],
  // Kimi.
  ['◁think▷', '◁/think▷'],
  // Magistral.
  ['[think]', '[/think]'],
  ['<|begin_of_thought|>', '<|end_of_thought|>'],
  // gpt-oss, where a server passes its channels through.
  ['<|channel|>analysis<|message|>', '<|end|>'],
];
const CLOSE_OF = new Map(WRAPPERS);
const OPEN_OF = new Map(WRAPPERS.map(([open, close]) => [close, open]));
const escaped = (text: string) => text.replace(/[[\]|]/g, '\\$&');
const MARK = new RegExp(WRAPPERS.flat().map(escaped).join('|'), 'gi');

/** A part of a text, `end` excluded. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * A reply without what the model wrote while it thought: verdicts in there are drafts.
 *
 * - A wrapper counts where a line begins with it. One that never closes takes all the rest with it: the model never came to an answer.
 * - A close without an open ends thinking that began in the prompt: all before it goes.
 * - What stands inside `kept` is left alone, as is a wrapper in the middle of a line: a judge may quote one from an answer.
 *
 * Takes linear time, whatever the text.
 * @param options.kept parts that are known to be no wrappers, such as JSON objects that hold a verdict; in order, apart
 */
export function withoutReasoning(text: string, options: { kept: readonly Span[] }): string {
  const quoted = new Set<string>();
  let answer = '';
  let from = 0;
  let close: string | null = null;
  let span = 0;
  for (const match of text.matchAll(MARK)) {
    const mark = match[0].toLowerCase();
    const next = match.index + mark.length;
    if (close !== null) {
      if (mark === close) [close, from] = [null, next];
      continue;
    }
    while ((options.kept[span]?.end ?? Number.POSITIVE_INFINITY) <= match.index) span += 1;
    if ((options.kept[span]?.start ?? Number.POSITIVE_INFINITY) <= match.index) continue;
    const opens = CLOSE_OF.get(mark);
    if (opens === undefined) {
      if (!quoted.has(OPEN_OF.get(mark) ?? '')) [answer, from] = ['', next];
    } else if (beginsLine(text, match.index)) {
      answer += text.slice(from, match.index);
      close = opens;
    } else quoted.add(mark);
  }
  return close === null ? answer + text.slice(from) : answer;
}

function beginsLine(text: string, at: number): boolean {
  let before = at - 1;
  while (text[before] === ' ' || text[before] === '\t') before -= 1;
  return before < 0 || text[before] === '\n';
}
