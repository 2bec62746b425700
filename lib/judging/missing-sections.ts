import type { TemplateDefinition } from './template-definition.ts';

/**
 * The required sections that a prompt does not have.
 * @param has the names of the texts it has besides its turns: `context`, `reference`, its fields; blank ones are none
 */
export function missingSections(definition: Pick<TemplateDefinition, 'requires'>, has: readonly string[]): string[] {
  const always = ['prompt', 'answers'];
  return definition.requires.filter((name) => !always.includes(name) && !has.includes(name));
}
