import type { TemplateDefinition } from '#lib/judging/template-definition.ts';

/** The title of a template in a language it has, English else. */
export function titleOf({ title }: Pick<TemplateDefinition, 'title'>, locale: string): string {
  return (locale === 'ko' && title.ko) || title.en;
}
