import type { TeamScope } from '#lib/access/team-scope.ts';
import type { Database } from '#lib/db/database.ts';
import { currentTemplates, templateHistory } from '#lib/db/template-versions.ts';
import { JoustError } from '#lib/errors.ts';
import type { TemplateDefinition } from '#lib/judging/template-definition.ts';
import { templateHash } from '#lib/judging/template-hash.ts';
import { saveDefinition } from './known-templates.ts';
import { readTemplateFiles, requireOwnId } from './template-files.ts';

/** A definition to save, and the home whose files keep their names. */
interface Saving {
  definition: TemplateDefinition;
  home: string;
}

/** What saving would do: make a template, its next version, say again what an earlier version says, or nothing. */
export interface SavingEffect {
  kind: 'new' | 'next' | 'again' | 'unchanged';
  version: number;
}

/**
 * Saves a template of the team's own, and tells its version: a new one if its text is new.
 * @throws JoustError `bad-template` when its id is that of a built-in template or of a file in `home`
 */
export async function saveTemplate(database: Database, scope: TeamScope, saving: Saving): Promise<number> {
  await requireFreeId(saving);
  return saveDefinition(database, scope, saving.definition);
}

/** What `saveTemplate` would do. @throws JoustError as it would */
export async function savingOf(database: Database, scope: TeamScope, saving: Saving): Promise<SavingEffect> {
  await requireFreeId(saving);
  const { definition } = saving;
  const versions = await templateHistory(database, scope, definition.id);
  if (versions.length === 0) return { kind: 'new', version: 1 };
  const same = versions.find(({ contentHash }) => contentHash === templateHash(definition));
  if (!same) return { kind: 'next', version: Math.max(...versions.map(({ version }) => version)) + 1 };
  const current = (await currentTemplates(database, scope)).find(({ templateId }) => templateId === definition.id);
  const isSame = JSON.stringify(current?.definition) === JSON.stringify(definition);
  return { kind: isSame ? 'unchanged' : 'again', version: same.version };
}

async function requireFreeId({ definition, home }: Saving): Promise<void> {
  requireOwnId(definition, 'the template');
  const file = (await readTemplateFiles(home)).files.find((one) => one.definition.id === definition.id);
  if (!file) return;
  throw new JoustError({
    code: 'bad-template',
    expected: `the template, id: a name that no file in ${home} has`,
    got: `${JSON.stringify(definition.id)}, the id of ${file.path}`,
    fix: 'Change the file, or give it another id.',
  });
}
