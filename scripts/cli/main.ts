import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command, CommanderError } from 'commander';
import { JoustError } from '#lib/errors.ts';
import { fail } from './output.ts';

type AddCommand = (program: Command) => void;

/** Each command loads only what it needs: `rank` works without a database and starts at once. */
const COMMANDS: Record<string, () => Promise<AddCommand>> = {
  start: async () => (await import('./start-command.ts')).addStartCommand,
  'sign-in': async () => (await import('./sign-in-command.ts')).addSignInCommand,
  import: async () => (await import('./import-command.ts')).addImportCommand,
  add: async () => (await import('./add-command.ts')).addAddCommand,
  rejudge: async () => (await import('./rejudge-command.ts')).addRejudgeCommand,
  'import-verdicts': async () => (await import('./import-verdicts-command.ts')).addImportVerdictsCommand,
  export: async () => (await import('./export-command.ts')).addExportCommand,
  run: async () => (await import('./run-command.ts')).addRunCommand,
  preview: async () => (await import('./preview-command.ts')).addPreviewCommand,
  templates: async () => (await import('./templates-command.ts')).addTemplatesCommand,
  runs: async () => (await import('./runs-command.ts')).addRunsCommand,
  leaderboard: async () => (await import('./leaderboard-command.ts')).addLeaderboardCommand,
  matrix: async () => (await import('./matrix-command.ts')).addMatrixCommand,
  matches: async () => (await import('./lines-commands.ts')).addMatchesCommand,
  judgements: async () => (await import('./lines-commands.ts')).addJudgementsCommand,
  pause: async () => (await import('./control-commands.ts')).addControlCommands,
  resume: async () => (await import('./control-commands.ts')).addControlCommands,
  cancel: async () => (await import('./control-commands.ts')).addControlCommands,
  retry: async () => (await import('./control-commands.ts')).addControlCommands,
  close: async () => (await import('./control-commands.ts')).addControlCommands,
  prices: async () => (await import('./prices-command.ts')).addPricesCommand,
  judges: async () => (await import('./judges-command.ts')).addJudgesCommand,
  name: async () => (await import('./label-commands.ts')).addLabelCommands,
  note: async () => (await import('./label-commands.ts')).addLabelCommands,
  archive: async () => (await import('./label-commands.ts')).addLabelCommands,
  unarchive: async () => (await import('./label-commands.ts')).addLabelCommands,
  items: async () => (await import('./items-command.ts')).addItemsCommand,
  compare: async () => (await import('./compare-command.ts')).addCompareCommand,
  delete: async () => (await import('./delete-command.ts')).addDeleteCommand,
  rank: async () => (await import('./rank.ts')).addRankCommand,
  simulate: async () => (await import('./simulate-command.ts')).addSimulateCommand,
  doctor: async () => (await import('./doctor-command.ts')).addDoctorCommand,
};

// A reader that has seen enough, such as `head`, is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));

const json = process.argv.includes('--json');
const { version } = JSON.parse(readFileSync(join(import.meta.dirname, '..', '..', 'package.json'), 'utf8'));
const program = new Command('joust')
  .description('Benchmark language models with LLM judges.')
  .version(version)
  .exitOverride()
  .configureOutput({ outputError: () => {}, ...(json && { writeErr: () => {} }) });
const command = process.argv[2] ?? '';
const wanted = COMMANDS[command];
const loaders = wanted ? [wanted] : Object.values(COMMANDS);
for (const add of new Set(await Promise.all(loaders.map((load) => load())))) add(program);
try {
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof CommanderError)) fail(error, { json });
  else if (error.exitCode !== 0) refuse(error);
}

/** A command line that commander does not take, said as every other error. Help that it printed instead needs no more words. */
function refuse(error: CommanderError): void {
  process.exitCode = error.exitCode;
  if (error.code.startsWith('commander.help') && !json) return;
  const help = `joust ${wanted ? `${command} ` : ''}--help`;
  fail(
    new JoustError({
      code: 'bad-usage',
      expected: `a command line that \`${help}\` describes`,
      got: error.message.replace(/^error: /, '').replaceAll('\n', ' '),
      fix: `See \`${help}\`.`,
    }),
    { json },
  );
}
