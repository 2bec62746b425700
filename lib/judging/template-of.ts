import { delimiterCode } from './delimiter.ts';
import type { JudgingInput } from './judging-input.ts';
import { systemMessage } from './system-message.ts';
import type { JudgingTemplate } from './template.ts';
import { shownFields, type TemplateDefinition } from './template-definition.ts';
import { briefReplySchema, verdictReplySchema } from './verdict-schema.ts';

/** One text and the name of its tag. */
interface TaggedText {
  readonly tag: string;
  readonly text: string;
}

/** A definition as a template that renders. */
export function templateOf(definition: TemplateDefinition, version: number): JudgingTemplate {
  const instructions = systemMessage(definition);
  const replySchema = definition.reply === 'verdict' ? briefReplySchema : verdictReplySchema;
  const shown = (input: JudgingInput) => shownInput(definition, input);
  return {
    id: definition.id,
    version,
    definition,
    replySchema,
    instructions,
    shown,
    render({ delimiterKey, ...input }) {
      requireTurns(input);
      const visible = shown(input);
      const code = delimiterCode({ texts: textsOf(definition, visible), key: delimiterKey });
      const texts = taggedTexts(definition, visible).map(
        ({ tag, text }) => `<${tag}_${code}>\n${text}\n</${tag}_${code}>`,
      );
      return {
        messages: [
          { role: 'system', content: instructions },
          { role: 'user', content: [...texts, definition.question].join('\n\n') },
        ],
        replySchema,
      };
    },
  };
}

function shownInput(definition: TemplateDefinition, input: JudgingInput): JudgingInput {
  const shows = (name: string) => definition.sections.some((one) => one.show === name);
  const fields = shownFields(definition).flatMap((name) => {
    const text = input.fields?.[name];
    return text === undefined ? [] : [[name, text] as const];
  });
  return {
    promptTurns: input.promptTurns,
    context: shows('context') ? input.context : null,
    reference: shows('reference') ? input.reference : null,
    fields: Object.fromEntries(fields),
    shownFirst: input.shownFirst,
    shownSecond: input.shownSecond,
  };
}

/** All texts of a request in a fixed structure; fields are hashed with their names, since one may be missing. */
function textsOf(definition: TemplateDefinition, input: JudgingInput): (readonly string[])[] {
  const { promptTurns, context, reference, fields = {}, shownFirst, shownSecond } = input;
  const named = shownFields(definition).flatMap((name) => {
    const text = fields[name];
    return text === undefined ? [] : [[name, text]];
  });
  return [promptTurns, context === null ? [] : [context], reference ?? [], shownFirst, shownSecond, ...named];
}

function taggedTexts({ sections }: TemplateDefinition, input: JudgingInput): TaggedText[] {
  const several = [input.promptTurns, input.shownFirst, input.shownSecond].some((turns) => turns.length > 1);
  const turnsOf = (label: string, turns: readonly string[]): TaggedText[] =>
    turns.map((text, index) => ({ tag: several ? `${label}_turn_${index + 1}` : label, text }));
  const once = (label: string, text: string | null | undefined): TaggedText[] =>
    text === null || text === undefined ? [] : [{ tag: label, text }];
  return sections.flatMap(({ show, label }) => {
    if (show === 'prompt') return turnsOf(label, input.promptTurns);
    if (show === 'reference') return turnsOf(label, input.reference ?? []);
    if (show === 'context') return once(label, input.context);
    if (show !== 'answers') return once(label, input.fields?.[show]);
    return [...turnsOf(`${label}_A`, input.shownFirst), ...turnsOf(`${label}_B`, input.shownSecond)];
  });
}

function requireTurns({ promptTurns, shownFirst, shownSecond }: JudgingInput): void {
  for (const [what, turns] of Object.entries({ promptTurns, shownFirst, shownSecond })) {
    if (turns.length === 0) throw new RangeError(`Expected at least one turn in ${what}, got none.`);
  }
}
