import { JoustError } from '#lib/errors.ts';
import { knownTemplates, requireReadable } from '#lib/pipeline/known-templates.ts';
import type { RunSettings } from '#lib/pipeline/run-settings.ts';
import type { Installation } from './installation.ts';

/** Collects `--template-for CATEGORY=ID`; a category may hold `=`, an id may not. */
export function templateForOption(text: string, before: Record<string, string> = {}): Record<string, string> {
  const [, category, id] = /^(.+)=([^=]+)$/.exec(text) ?? [];
  if (category === undefined || id === undefined) throw badPair(text);
  if (Object.hasOwn(before, category)) throw badPair(`${text}, after ${category}=${before[category]}`);
  return { ...before, [category]: id };
}

/** Takes in template files, so that the settings may name them. @throws JoustError when one that they name is broken */
export async function takeTemplateFiles(
  { database, scope, env }: Installation,
  settings: Pick<RunSettings, 'template' | 'categoryTemplates'>,
): Promise<void> {
  requireReadable(await knownTemplates(database, scope, env.home), settings);
}

function badPair(got: string): JoustError {
  return new JoustError({
    code: 'bad-run-settings',
    expected: '--template-for CATEGORY=ID, once for each category',
    got,
    fix: 'Write --template-for translation=translation; `joust templates` lists the ids.',
  });
}
