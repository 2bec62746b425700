import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type ErrorReport, JoustError, reportOf } from '#lib/errors.ts';
import { BUILT_IN_TEMPLATES } from '#lib/judging/built-in-templates.ts';
import type { TemplateDefinition } from '#lib/judging/template-definition.ts';
import { requireTemplate } from './template-yaml.ts';

/** A template that somebody put into the folder. */
export interface TemplateFile {
  /** Absolute. */
  path: string;
  definition: TemplateDefinition;
}

/** What the folder holds: templates, and files that are none, with what is wrong. */
export interface TemplateFolder {
  files: TemplateFile[];
  broken: { path: string; error: ErrorReport }[];
}

const YAML = /\.ya?ml$/;

/** Where an installation keeps templates of its own. */
export function templateFolder(home: string): string {
  return join(home, 'templates');
}

/** Reads the template files of an installation, in the order of their names. No folder: no files. */
export async function readTemplateFiles(home: string): Promise<TemplateFolder> {
  const folder = templateFolder(home);
  const names = await readdir(folder).catch(nothingIfMissing);
  const read: TemplateFolder = { files: [], broken: [] };
  for (const name of names.filter((one) => YAML.test(one)).sort()) {
    const path = join(folder, name);
    try {
      const definition = await readTemplateFile(path);
      const other = read.files.find((one) => one.definition.id === definition.id);
      if (other) throw sameId(path, definition.id, `the id of ${other.path}`);
      read.files.push({ path, definition });
    } catch (error) {
      read.broken.push({ path, error: reportOf(error) });
    }
  }
  return read;
}

/**
 * Reads one template file.
 * @throws JoustError `bad-template` naming file, line and field; what the system says when the file cannot be read
 */
export async function readTemplateFile(path: string): Promise<TemplateDefinition> {
  const definition = requireTemplate(await readFile(path, 'utf8'), path);
  requireOwnId(definition, path);
  return definition;
}

/** @throws JoustError `bad-template` when a definition calls itself as a template that comes with Joust. */
export function requireOwnId({ id }: TemplateDefinition, where: string): void {
  if (BUILT_IN_TEMPLATES.some((template) => template.id === id))
    throw sameId(where, id, 'a template that comes with Joust');
}

function sameId(where: string, id: string, other: string): JoustError {
  return new JoustError({
    code: 'bad-template',
    expected: `${where}, id: a name of its own`,
    got: `${JSON.stringify(id)}, ${other}`,
    fix: 'Give it another id.',
  });
}

function nothingIfMissing(error: NodeJS.ErrnoException): string[] {
  if (error.code === 'ENOENT') return [];
  throw error;
}
