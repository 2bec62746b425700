import type { TemplateDefinition } from '#lib/judging/template-definition.ts';
import { templateDefinition } from '#lib/judging/template-definition.ts';
import { templateToYaml } from '#lib/pipeline/template-yaml.ts';

const BLANK: TemplateDefinition = templateDefinition.parse({
  id: 'my-template',
  title: { en: 'My template', ko: '나의 템플릿' },
  instructions: `You compare two answers, A and B, to the same prompt and say which one is better.

Weigh, in this order: is it correct, does it do what was asked, is it clear.`,
});

/** What the editor of a new template begins with: a copy under another name, or the shortest one that makes sense. */
export function firstText(original: TemplateDefinition | null): string {
  if (original === null) return templateToYaml(BLANK);
  return templateToYaml({ ...original, id: `my-${original.id}`.slice(0, 40) });
}
