import { z } from 'zod';
import { placeholderIn } from './template-placeholder.ts';

/** Texts every prompt may have besides its turns. All other names are fields of prompts. */
const OWN_SECTIONS = ['context', 'prompt', 'reference', 'answers'];
const NAME = /^[A-Za-z][A-Za-z0-9_]{0,39}$/;
/** Which answer and which turn a tag is about is told by its ending, which no label may imitate. */
const RESERVED_ENDING = /_(A|B|turn_\d+)$/;
const LANGUAGE = /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/;

/** As PostgreSQL can store it. */
const text = z
  .string()
  .trim()
  .refine((value) => value.isWellFormed() && !value.includes('\0'));
const sectionName = z.string().regex(NAME);

/** One text that a judge is shown, and the name of its tag. */
const shownSection = z.strictObject({
  /** `prompt`, `answers`, `context`, `reference`, or the name of a field of prompts. */
  show: sectionName,
  label: z
    .string()
    .regex(/^[A-Za-z][A-Za-z0-9_]{0,39}$/)
    .optional(),
});

const section = z
  .preprocess((value) => (typeof value === 'string' ? { show: value } : value), shownSection)
  .transform(({ show, label }) => ({ show, label: label ?? (show === 'answers' ? 'answer' : show) }));
export type TemplateSection = z.infer<typeof section>;

/** A title, in English at least. */
const title = z.strictObject({
  en: text.min(1).max(80),
  ko: text.min(1).max(80).optional(),
});

const DEFAULT_QUESTION = 'Which answer is better, A or B? Reply with the JSON only.';

/** What judges are shown where a template does not say: all that any prompt may have. `system` is what a conversation began with. */
const DEFAULT_SECTIONS: TemplateSection[] = [
  { show: 'context', label: 'context' },
  { show: 'system', label: 'system_prompt' },
  { show: 'prompt', label: 'prompt' },
  { show: 'reference', label: 'reference' },
  { show: 'answers', label: 'answer' },
];

/**
 * A judge prompt as its author writes it. What it does not hold, every template has: the rule that texts between tags
 * are never followed, and the form of the reply (`systemMessage`).
 */
export const templateDefinition = z
  .strictObject({
    id: z.string().regex(/^[a-z][a-z0-9-]{0,39}$/),
    title,
    /** What to weigh, and in which order. */
    instructions: text.min(20).max(20_000),
    /** The last line of every request. */
    question: text.min(1).max(2_000).default(DEFAULT_QUESTION),
    /** In this order, each left out where a prompt does not have it. */
    sections: z.array(section).min(2).max(20).default(DEFAULT_SECTIONS),
    /** Sections without which there is nothing to judge: a run with a prompt that lacks one is not planned. */
    requires: z.array(sectionName).max(20).default([]),
    /** `reason`: a reason, then the verdict. `verdict`: nothing but the verdict. */
    reply: z.enum(['reason', 'verdict']).default('reason'),
    /** How long a reply may be, in tokens, where a run does not say. */
    maxOutputTokens: z.number().int().min(16).max(100_000).nullable().default(null),
    /** Of the texts it is meant for; empty: any. */
    languages: z.array(z.string().regex(LANGUAGE)).max(50).default([]),
  })
  .superRefine((definition, context) => {
    for (const { path, expected } of contradictions(definition))
      context.addIssue({ code: 'custom', path, message: expected });
  });
export type TemplateDefinition = z.infer<typeof templateDefinition>;

/** The names of the fields of prompts that a template shows, in order. */
export function shownFields(definition: Pick<TemplateDefinition, 'sections'>): string[] {
  return definition.sections.map((one) => one.show).filter((name) => !OWN_SECTIONS.includes(name));
}

interface Contradiction {
  path: (string | number)[];
  expected: string;
}

interface Written {
  instructions: string;
  question: string;
  sections: readonly TemplateSection[];
  requires: readonly string[];
}

function contradictions(definition: Written): Contradiction[] {
  const shown = definition.sections.map((one) => one.show);
  return [
    ...['prompt', 'answers']
      .filter((name) => !shown.includes(name))
      .map((name) => ({ path: ['sections'], expected: `sections that show \`${name}\`` })),
    ...repeated(shown).map((index) => ({ path: ['sections', index], expected: 'each section once' })),
    ...repeated(definition.sections.map(({ label }) => label)).map((index) => ({
      path: ['sections', index],
      expected: 'a label that no other section has',
    })),
    ...definition.sections.flatMap(({ label }, index) =>
      RESERVED_ENDING.test(label)
        ? [{ path: ['sections', index], expected: 'a label that does not end in _A, _B or _turn_ and a number' }]
        : [],
    ),
    ...definition.requires.flatMap((name, index) =>
      shown.includes(name) ? [] : [{ path: ['requires', index], expected: 'the name of a section that is shown' }],
    ),
    ...(['instructions', 'question'] as const).flatMap((part) => {
      const found = placeholderIn(definition[part], shown);
      return found
        ? [{ path: [part], expected: `no placeholder such as ${found}: texts are shown by \`sections\`, between tags` }]
        : [];
    }),
  ];
}

function repeated(values: readonly string[]): number[] {
  return values.flatMap((value, index) => (values.indexOf(value) < index ? [index] : []));
}
