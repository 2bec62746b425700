import { JoustError } from '#lib/errors.ts';
import { askYes } from './ask-yes.ts';

/**
 * Whether what was shown shall be started: with `--yes`, or as answered on the terminal.
 * @throws JoustError `not-confirmed` where there is neither
 */
export async function confirmed(options: { yes?: boolean }): Promise<boolean> {
  if (options.yes) return true;
  if (!process.stdin.isTTY) {
    throw new JoustError({
      code: 'not-confirmed',
      expected: '--yes, or a terminal to ask on',
      got: 'neither',
      fix: 'Read the plan above, then run again with --yes.',
    });
  }
  return askYes('Start?');
}
