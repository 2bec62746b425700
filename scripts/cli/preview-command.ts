import { Command } from 'commander';
import { previewRequests, type RequestPreview } from '#lib/pipeline/preview-request.ts';
import { type Installation, withInstallation } from './installation.ts';
import { fail, printJson, say } from './output.ts';
import { addRunCommand, type RunOptions, settingsOf } from './run-command.ts';
import { takeTemplateFiles } from './template-options.ts';

/** Options of `run` that are about running. */
const NOT_HERE = ['yes', 'wait', 'json'];

/** `joust preview --benchmark NAME`: what a judge would be sent, template by template. */
export function addPreviewCommand(program: Command): void {
  const preview = program
    .command('preview')
    .description('print the exact messages a judge of such a run would be sent, one request for each template');
  for (const option of optionsOfRun()) preview.addOption(option);
  preview.option('--json', 'print one JSON document').action(async (options: RunOptions) => {
    try {
      await withInstallation((installation) => print(installation, options));
    } catch (error) {
      fail(error, { json: options.json === true });
    }
  });
}

function optionsOfRun() {
  const scratch = new Command();
  addRunCommand(scratch);
  return (scratch.commands[0] as Command).options.filter((option) => !NOT_HERE.includes(option.attributeName()));
}

async function print(installation: Installation, options: RunOptions): Promise<void> {
  const { database, scope, env } = installation;
  const settings = settingsOf(options, env.openAiBaseUrl);
  await takeTemplateFiles(installation, settings);
  const previews = await previewRequests(database, scope, settings);
  if (options.json) return printJson({ requests: previews });
  if (previews.length === 0) say('No match needs a judge: all answers that would meet are identical.');
  process.stdout.write(previews.map(previewText).join('\n'));
}

function previewText(preview: RequestPreview): string {
  const { templateId, templateVersion, categories, promptKey, shownFirst, shownSecond, messages } = preview;
  const scope = categories.length === 0 ? '' : ` for ${categories.join(', ')}`;
  const title = `template ${templateId} ${templateVersion}${scope}: prompt ${promptKey}, ${shownFirst} shown first, then ${shownSecond}`;
  const texts = messages.map(({ role, content }) => `--- ${role} ---\n${content}\n`);
  return [`=== ${title} ===\n`, ...texts].join('\n');
}
