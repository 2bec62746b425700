import { type TemplateDefinition, templateDefinition } from './template-definition.ts';

/** One thing that is wrong with a template as written. */
export interface TemplateProblem {
  /** Where, from the outside in; empty: the whole. */
  readonly path: readonly (string | number)[];
  /** The path in words: `sections[1].label`. */
  readonly field: string;
  readonly expected: string;
  readonly fix: string;
}

const NAME = 'letters, digits and underscores, beginning with a letter';

/** What each key holds. */
const EXPECTED: Record<string, string> = {
  id: 'a name of lower-case letters, digits and hyphens, beginning with a letter, of at most 40',
  title: '`en`, and `ko` if there is one, each a text of 1 to 80 characters',
  instructions: 'a text of 20 to 20,000 characters that says what to weigh',
  question: 'a text of 1 to 2,000 characters',
  sections: `names, or \`show\` (${NAME}) and \`label\` (letters, digits and underscores), 2 to 20 of them`,
  requires: `names of sections, each ${NAME}`,
  reply: '`reason` or `verdict`',
  maxOutputTokens: 'a whole number from 16 to 100,000',
  languages: 'language codes such as `en` or `ko-KR`',
};

/** Reads a template from plain data, or says all that is wrong with it. */
export function readTemplate(value: unknown): { definition: TemplateDefinition } | { problems: TemplateProblem[] } {
  const parsed = templateDefinition.safeParse(value);
  if (parsed.success) return { definition: parsed.data };
  return { problems: parsed.error.issues.flatMap(problemsOf) };
}

type Issue = NonNullable<ReturnType<typeof templateDefinition.safeParse>['error']>['issues'][number];

function problemsOf(issue: Issue): TemplateProblem[] {
  const path = issue.path.filter((part) => typeof part !== 'symbol');
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownKey([...path, key]));
  const field = fieldOf(path);
  const top = path[0];
  if (top === undefined && issue.code !== 'custom')
    return [{ path, field: 'the file', expected: `a mapping with ${keys()}`, fix: 'Begin with `id: my-template`.' }];
  const expected = issue.code === 'custom' && issue.message !== 'Invalid input' ? issue.message : EXPECTED[String(top)];
  return [
    {
      path,
      field,
      expected: expected ?? `one of ${keys()}`,
      fix: `Correct \`${field}\`; docs/judging.md shows an example.`,
    },
  ];
}

function unknownKey(path: (string | number)[]): TemplateProblem {
  const inside = path.length === 1 ? keys() : EXPECTED[String(path[0])];
  return { path, field: fieldOf(path), expected: inside ?? keys(), fix: `Remove or rename \`${fieldOf(path)}\`.` };
}

function keys(): string {
  return Object.keys(EXPECTED).join(', ');
}

function fieldOf(path: readonly (string | number)[]): string {
  return path
    .map((part, index) => (typeof part === 'number' ? `[${part}]` : `${index > 0 ? '.' : ''}${part}`))
    .join('');
}
