import { resolve } from 'node:path';
import type { Command } from 'commander';
import { templateHistory } from '#lib/db/template-versions.ts';
import { JoustError } from '#lib/errors.ts';
import { templateHash } from '#lib/judging/template-hash.ts';
import { type KnownTemplate, type KnownTemplates, knownTemplates } from '#lib/pipeline/known-templates.ts';
import { readTemplateFile, templateFolder } from '#lib/pipeline/template-files.ts';
import { templateToYaml } from '#lib/pipeline/template-yaml.ts';
import { type Installation, withInstallation } from './installation.ts';
import { fail, printJson, say } from './output.ts';
import { table } from './table.ts';

interface JsonOption {
  json?: boolean;
}

/** `joust templates`: the judge prompts a run can be planned with. */
export function addTemplatesCommand(program: Command): void {
  const templates = program
    .command('templates')
    .description('list the templates that judges can be asked with: built in, in files, saved on pages')
    .option('--json', 'print one JSON document')
    .action((options: JsonOption) => reporting(options, () => withInstallation((open) => list(open, options))));
  templates
    .command('show')
    .argument('<id>', 'id of a template')
    .description('print a template as YAML, to read or to begin another with')
    .option('--json', 'print one JSON document')
    .action((id: string, options: JsonOption) =>
      reporting(asJson(templates, options), () =>
        withInstallation((open) => show(open, id, asJson(templates, options))),
      ),
    );
  templates
    .command('check')
    .argument('<file>', 'YAML file')
    .description('read a template file without storing anything, and say what is wrong with it')
    .option('--json', 'print one JSON document')
    .action((file: string, options: JsonOption) =>
      reporting(asJson(templates, options), () => check(file, asJson(templates, options))),
    );
}

/** An option that parent and child share goes to the parent. */
function asJson(parent: Command, options: JsonOption): JsonOption {
  return { json: options.json === true || parent.opts<JsonOption>().json === true };
}

async function reporting(options: JsonOption, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    fail(error, { json: options.json === true });
  }
}

async function list({ database, scope, env }: Installation, options: JsonOption): Promise<void> {
  const known = await knownTemplates(database, scope, env.home);
  if (options.json) return printJson({ templates: known.templates.map(summary), broken: known.broken });
  const rows = known.templates.map((one) => {
    const { id, version, definition } = one.template;
    return [id, String(version), definition.requires.join(', '), sourceText(one), definition.title.en];
  });
  process.stdout.write(table(['id', 'version', 'needs', 'from', 'title'], rows));
  sayBroken(known);
  say(`A YAML file in ${templateFolder(env.home)} adds one; \`joust templates show ID\` prints one to begin with.`);
}

async function show({ database, scope, env }: Installation, id: string, options: JsonOption): Promise<void> {
  const known = await knownTemplates(database, scope, env.home);
  const found = known.templates.find(({ template }) => template.id === id);
  if (!found) {
    sayBroken(known);
    throw unknownTemplate(id, known);
  }
  const versions = await templateHistory(database, scope, id);
  if (options.json) {
    const { definition, instructions } = found.template;
    const history = versions.map(({ version, runs, savedAt }) => ({ version, runs, savedAt }));
    return printJson({ ...summary(found), definition, systemMessage: instructions, versions: history });
  }
  const runs = versions.reduce((sum, one) => sum + one.runs, 0);
  say(`${id} ${found.template.version}, ${sourceText(found)}; ${runs === 1 ? '1 run' : `${runs} runs`} so far`);
  process.stdout.write(templateToYaml(found.template.definition));
}

async function check(file: string, options: JsonOption): Promise<void> {
  const definition = await readTemplateFile(resolve(file));
  if (options.json) return printJson({ file: resolve(file), id: definition.id, definition });
  const needs = definition.requires.length === 0 ? 'nothing beyond prompt and answers' : definition.requires.join(', ');
  say(`${file}: template ${definition.id}; needs ${needs}`);
}

function summary({ template, source, file }: KnownTemplate) {
  const { id, version, definition } = template;
  const { title, requires, languages } = definition;
  return { id, version, title, source, file, requires, languages, contentHash: templateHash(definition) };
}

function sourceText({ source, file }: KnownTemplate): string {
  return file ?? (source === 'built-in' ? 'built in' : 'saved');
}

function sayBroken({ broken }: KnownTemplates): void {
  for (const { path, error } of broken)
    say(`left out ${path}\n  expected  ${error.expected}\n  got       ${error.got}\n  fix       ${error.fix}`);
}

function unknownTemplate(id: string, { templates }: KnownTemplates): JoustError {
  return new JoustError({
    code: 'template-not-found',
    expected: 'the id of a template',
    got: JSON.stringify(id),
    fix: `Templates: ${templates.map(({ template }) => template.id).join(', ')}.`,
  });
}
