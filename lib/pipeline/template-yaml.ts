import { type Document, isMap, isNode, LineCounter, parseDocument, stringify } from 'yaml';
import { JoustError } from '#lib/errors.ts';
import type { TemplateDefinition } from '#lib/judging/template-definition.ts';
import { readTemplate, type TemplateProblem } from '#lib/judging/template-problems.ts';

/** One thing that is wrong with a template file. */
export interface TemplateFileProblem extends Omit<TemplateProblem, 'path'> {
  /** From 1. */
  line: number;
  got: string;
}

export type ReadTemplate = { definition: TemplateDefinition } | { problems: TemplateFileProblem[] };

const LONGEST_FILE = 200_000;

/** Reads a template from YAML, or says all that is wrong with it, line by line. */
export function templateFromYaml(yaml: string): ReadTemplate {
  if (yaml.length > LONGEST_FILE) return { problems: [tooLong(yaml)] };
  const lines = new LineCounter();
  const document = parseDocument(yaml, { lineCounter: lines, prettyErrors: false });
  if (document.errors.length > 0) {
    return {
      problems: document.errors.map((error) => ({
        line: lines.linePos(error.pos[0]).line,
        field: 'the file',
        expected: 'YAML',
        got: error.message,
        fix: 'Correct the line; texts of several lines stand indented below `instructions: |`.',
      })),
    };
  }
  const value = plainValue(document);
  const read = readTemplate(value);
  if ('definition' in read) return read;
  const problems = read.problems.map(({ path, ...problem }) => ({
    ...problem,
    line: lineOf(document, lines, path),
    got: gotAt(value, path),
  }));
  return { problems: problems.sort(byUse) };
}

const NOTHING = 'nothing';

/** From the top, what is missing last: it often stands there under a wrong name. */
function byUse(left: TemplateFileProblem, right: TemplateFileProblem): number {
  return Number(left.got === NOTHING) - Number(right.got === NOTHING) || left.line - right.line;
}

/**
 * As `templateFromYaml`, for callers that need a definition.
 * @throws JoustError `bad-template` naming file, line and field of the first problem, and how many more there are.
 */
export function requireTemplate(yaml: string, file: string): TemplateDefinition {
  const read = templateFromYaml(yaml);
  if ('definition' in read) return read.definition;
  const [first, ...others] = read.problems as [TemplateFileProblem, ...TemplateFileProblem[]];
  const more = others.length === 0 ? '' : ` ${others.length} more: lines ${others.map(({ line }) => line).join(', ')}.`;
  throw new JoustError({
    code: 'bad-template',
    expected: `${file}, line ${first.line}, ${first.field}: ${first.expected}`,
    got: first.got,
    fix: first.fix + more,
  });
}

/** A definition as its author would write it: what is as by default is left out. */
export function templateToYaml(definition: TemplateDefinition): string {
  const { id, title, instructions, question, sections, requires, reply, maxOutputTokens, languages } = definition;
  const written = {
    id,
    title,
    instructions: `${instructions}\n`,
    question,
    sections: sections.map(({ show, label }) =>
      label === (show === 'answers' ? 'answer' : show) ? show : { show, label },
    ),
    ...(requires.length > 0 && { requires }),
    reply,
    ...(maxOutputTokens !== null && { maxOutputTokens }),
    ...(languages.length > 0 && { languages }),
  };
  return stringify(written, { lineWidth: 0, blockQuote: 'literal' });
}

function plainValue(document: Document): unknown {
  try {
    return document.toJS({ maxAliasCount: 10 });
  } catch {
    return null;
  }
}

/** Where the value at a path, or what should hold it, begins. */
function lineOf(document: Document, lines: LineCounter, path: readonly (string | number)[]): number {
  for (let depth = path.length; depth > 0; depth -= 1) {
    const parent = depth === 1 ? document.contents : document.getIn(path.slice(0, depth - 1), true);
    const pair = isMap(parent) ? parent.items.find(({ key }) => String(key) === path[depth - 1]) : undefined;
    const node = pair ? pair.key : document.getIn(path.slice(0, depth), true);
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
  }
  return 1;
}

function gotAt(value: unknown, path: readonly (string | number)[]): string {
  const found = path.reduce<unknown>(
    (inside, part) =>
      inside !== null && typeof inside === 'object' ? (inside as Record<string | number, unknown>)[part] : undefined,
    value,
  );
  if (found === undefined || found === null) return NOTHING;
  const text = JSON.stringify(found);
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}

function tooLong(yaml: string): TemplateFileProblem {
  return {
    line: 1,
    field: 'the file',
    expected: `at most ${LONGEST_FILE.toLocaleString('en')} characters`,
    got: `${yaml.length.toLocaleString('en')}`,
    fix: 'A template holds instructions, not material: put texts into the context or the fields of prompts.',
  };
}
