import { reportOf } from '#lib/errors.ts';
import { visibleLines } from './visible.ts';

/** Exit code of a command that failed for a reason its reader can mend. */
export const FAILED = 1;

/** Writes one JSON document to stdout: all that a `--json` command may print there. */
export function printJson(document: unknown): void {
  process.stdout.write(`${JSON.stringify(document, null, 2)}\n`);
}

/** Writes one JSON value a line to stdout. */
export function printJsonLine(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value)}\n`);
}

/** Lines for people, on stdout: the result that a command was asked for. */
export function printText(text: string): void {
  process.stdout.write(visibleLines(text));
}

/** Lines for people, on stderr, where they never mix with data. */
export function say(text: string): void {
  process.stderr.write(`${visibleLines(text)}\n`);
}

/** Reports what was thrown and sets a non-zero exit code: as `{error}` on stdout with `--json`, else in words on stderr. */
export function fail(thrown: unknown, options: { json: boolean }): void {
  const report = reportOf(thrown);
  if (options.json) printJson({ error: report });
  else
    say(`error ${report.code}\n  expected  ${report.expected}\n  got       ${report.got}\n  fix       ${report.fix}`);
  process.exitCode = FAILED;
}
