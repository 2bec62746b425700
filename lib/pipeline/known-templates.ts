import { parse } from 'node:path';
import type { TeamScope } from '#lib/access/team-scope.ts';
import type { Database } from '#lib/db/database.ts';
import { currentTemplates, saveTemplateVersion, type TemplateVersion } from '#lib/db/template-versions.ts';
import { JoustError } from '#lib/errors.ts';
import { BUILT_IN_TEMPLATES } from '#lib/judging/built-in-templates.ts';
import type { JudgingTemplate } from '#lib/judging/template.ts';
import type { TemplateDefinition } from '#lib/judging/template-definition.ts';
import { templateHash } from '#lib/judging/template-hash.ts';
import { templateOf } from '#lib/judging/template-of.ts';
import type { TemplateSettings } from './chosen-templates.ts';
import { readTemplateFiles, type TemplateFolder } from './template-files.ts';

/** A template a run can be planned with, and where its text is kept. */
export interface KnownTemplate {
  template: JudgingTemplate;
  source: 'built-in' | 'file' | 'saved';
  /** Absolute; null unless it is a file. */
  file: string | null;
}

/** All templates a team can plan with, and files that are none. */
export interface KnownTemplates {
  templates: KnownTemplate[];
  broken: TemplateFolder['broken'];
}

/**
 * The team's templates as they are now: built-in ones, those in `home`'s folder of templates, those saved on pages. A file that is
 * new or has changed becomes a new version here, so that whatever lists templates knows it.
 */
export async function knownTemplates(database: Database, scope: TeamScope, home: string): Promise<KnownTemplates> {
  const { files, broken } = await readTemplateFiles(home);
  const before = await currentTemplates(database, scope);
  const changed = files.filter(({ definition }) => !isCurrent(definition, before));
  for (const { definition } of changed) await saveDefinition(database, scope, definition);
  const stored = changed.length === 0 ? before : await currentTemplates(database, scope);
  const fileOf = new Map(files.map(({ path, definition }) => [definition.id, path]));
  const own = stored
    .filter(({ templateId }) => !isBuiltIn(templateId))
    .map(({ definition, version, templateId }): KnownTemplate => {
      const file = fileOf.get(templateId) ?? null;
      return { template: templateOf(definition, version), source: file ? 'file' : 'saved', file };
    });
  const builtIn = BUILT_IN_TEMPLATES.map((template): KnownTemplate => ({ template, source: 'built-in', file: null }));
  return { templates: [...builtIn, ...own], broken };
}

/**
 * Makes sure that no template of a run stands in a file that has become unreadable: its version from before is no longer what its
 * author means.
 * @throws JoustError what is wrong with the file
 */
export function requireReadable({ broken }: KnownTemplates, settings: TemplateSettings): void {
  const ids = [settings.template, ...Object.values(settings.categoryTemplates)];
  const file = broken.find(({ path }) => ids.includes(parse(path).name));
  if (file) throw new JoustError(file.error);
}

/** Stores a definition as what its template says now. */
export function saveDefinition(database: Database, scope: TeamScope, definition: TemplateDefinition): Promise<number> {
  const template = { definition, contentHash: templateHash(definition) };
  return database.transaction((transaction) => saveTemplateVersion(transaction, scope, template));
}

function isBuiltIn(id: string): boolean {
  return BUILT_IN_TEMPLATES.some((template) => template.id === id);
}

function isCurrent(definition: TemplateDefinition, stored: readonly TemplateVersion[]): boolean {
  const current = stored.find(({ templateId }) => templateId === definition.id);
  return current !== undefined && JSON.stringify(current.definition) === JSON.stringify(definition);
}
