import { JoustError } from '#lib/errors.ts';
import { askYes } from './ask-yes.ts';

/**
 * Whether what was shown shall be done: with `--yes`, or as answered on the terminal.
 * @throws JoustError `not-confirmed` where there is neither
 */
export async function confirmed(options: { yes?: boolean }, question = 'Start?'): Promise<boolean> {
  if (options.yes) return true;
  if (!process.stdin.isTTY) {
    throw new JoustError({
      code: 'not-confirmed',
      expected: '--yes, or a terminal to ask on',
      got: 'neither',
      fix: 'Read above what it does, then run again with --yes.',
    });
  }
  return askYes(question);
}
