import type { Command } from 'commander';
import { createSignInLink } from '#lib/access/sign-in-link.ts';
import { JoustError } from '#lib/errors.ts';
import { findSupervisor } from '../supervisor/supervisor-file.ts';
import { withInstallation } from './installation.ts';
import { fail } from './output.ts';

/** `joust sign-in`: a fresh link to the pages of the Joust that runs. */
export function addSignInCommand(program: Command): void {
  program
    .command('sign-in')
    .description('print a one-time link that signs you in')
    .action(async () => {
      try {
        await withInstallation(async ({ env, database, local }) => {
          const running = findSupervisor(env.home);
          if (!running?.url) throw notServing();
          process.stdout.write(`${await createSignInLink(database, { ...local, baseUrl: running.url })}\n`);
        });
      } catch (error) {
        fail(error, { json: false });
      }
    });
}

function notServing(): JoustError {
  return new JoustError({
    code: 'not-running',
    expected: 'a running Joust that serves pages',
    got: 'none on this home',
    fix: 'Run `npm start`.',
  });
}
