import type { TeamScope } from '#lib/access/team-scope.ts';
import type { Queryable } from '#lib/db/database.ts';
import { type PromptMaterial, promptMaterial } from '#lib/db/prompt-material.ts';
import { currentTemplates } from '#lib/db/template-versions.ts';
import { JoustError } from '#lib/errors.ts';
import { BUILT_IN_TEMPLATES } from '#lib/judging/built-in-templates.ts';
import { missingSections } from '#lib/judging/missing-sections.ts';
import type { JudgingTemplate } from '#lib/judging/template.ts';
import { templateOf } from '#lib/judging/template-of.ts';
import type { RunSettings } from './run-settings.ts';

/** A template of a run, and the categories of prompts it is for; none: all for which no other is named. */
export interface ChosenTemplate {
  template: JudgingTemplate;
  categories: readonly string[];
}

/** What settings say about templates. */
export type TemplateSettings = Pick<RunSettings, 'template' | 'categoryTemplates'>;

/**
 * The templates that settings name, as they are now: the one for all other prompts first, then the others with their categories.
 * @throws JoustError `template-not-found`
 */
export async function chosenTemplates(
  database: Queryable,
  scope: TeamScope,
  settings: TemplateSettings,
): Promise<ChosenTemplate[]> {
  const stored = await currentTemplates(database, scope);
  const own = stored.map(({ definition, version }) => templateOf(definition, version));
  const find = (id: string): JudgingTemplate => {
    const found = [...BUILT_IN_TEMPLATES, ...own].find((template) => template.id === id);
    if (found) return found;
    throw notFound(id, [...new Set([...BUILT_IN_TEMPLATES, ...own].map((template) => template.id))]);
  };
  const byTemplate = Map.groupBy(Object.entries(settings.categoryTemplates), ([, id]) => id);
  byTemplate.delete(settings.template);
  return [
    { template: find(settings.template), categories: [] },
    ...[...byTemplate].sort(byName).map(([id, entries]) => ({
      template: find(id),
      categories: entries.map(([category]) => category).sort(),
    })),
  ];
}

/** The template for prompts of a category. */
export function templateFor(chosen: readonly ChosenTemplate[], category: string | null): JudgingTemplate {
  const named = category === null ? undefined : chosen.find(({ categories }) => categories.includes(category));
  return (named ?? (chosen[0] as ChosenTemplate)).template;
}

/**
 * Makes sure that a judge would be shown all that its template needs, prompt by prompt, before anything is spent.
 * @param options.keys prompts that have matches
 * @throws JoustError `category-not-found` for a template of a category that the version does not have; `missing-fields` naming template,
 * fields and prompts
 */
export async function requireMaterial(
  database: Queryable,
  scope: TeamScope,
  options: { versionId: string; chosen: readonly ChosenTemplate[]; keys: ReadonlySet<string> },
): Promise<void> {
  const isFree = options.chosen.every(({ template, categories }) => {
    return template.definition.requires.length === 0 && categories.length === 0;
  });
  if (isFree) return;
  const prompts = await promptMaterial(database, scope, options.versionId);
  requireCategories(prompts, options.chosen);
  const judged = prompts.filter(({ key }) => options.keys.has(key));
  for (const { template } of options.chosen) {
    const own = judged.filter(({ category }) => templateFor(options.chosen, category) === template);
    const lacking = own.filter(({ has }) => missingSections(template.definition, has).length > 0);
    if (lacking.length > 0) throw missingFields(template, own, lacking);
  }
}

function requireCategories(prompts: readonly PromptMaterial[], chosen: readonly ChosenTemplate[]): void {
  const known = [...new Set(prompts.flatMap(({ category }) => category ?? []))].sort();
  const stray = chosen.flatMap(({ categories }) => categories).find((category) => !known.includes(category));
  if (stray === undefined) return;
  throw new JoustError({
    code: 'category-not-found',
    expected: 'a category of the benchmark to choose a template for',
    got: JSON.stringify(stray),
    fix: known.length === 0 ? 'Its prompts have no categories.' : `Its categories: ${known.join(', ')}.`,
  });
}

const NAMED = 5;

function missingFields(template: JudgingTemplate, own: PromptMaterial[], lacking: PromptMaterial[]): JoustError {
  const names = new Set(lacking.flatMap(({ has }) => missingSections(template.definition, has)));
  const keys = lacking.slice(0, NAMED).map(({ key }) => key);
  const more = lacking.length > NAMED ? ` and ${lacking.length - NAMED} more` : '';
  return new JoustError({
    code: 'missing-fields',
    expected: `${template.definition.requires.join(' and ')} with every prompt that template ${template.id} judges`,
    got: `no ${[...names].join(' or ')} with ${lacking.length} of ${own.length} prompts: ${keys.join(', ')}${more}`,
    fix: `Import the prompts with ${[...names].join(' and ')}, or choose another template for them, also per category.`,
  });
}

function notFound(id: string, known: readonly string[]): JoustError {
  return new JoustError({
    code: 'template-not-found',
    expected: 'the id of a template',
    got: JSON.stringify(id),
    fix: `Templates: ${known.join(', ')}. \`joust templates\` describes them, and files that could not be read.`,
  });
}

function byName([left]: readonly [string, unknown], [right]: readonly [string, unknown]): number {
  return left < right ? -1 : 1;
}
