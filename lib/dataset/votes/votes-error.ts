import { JoustError } from '#lib/errors.ts';

/** Where in a votes file, and what is wrong there. */
export interface VotesFault {
  /** Kebab-case code of the report. */
  readonly code: string;
  /** Name of the file as the user gave it. */
  readonly file: string;
  /** Line from 1, where the row starts; left out when the fault is the whole file's. */
  readonly line?: number;
  /** Column or key at fault. */
  readonly field?: string;
  readonly expected: string;
  readonly got: string;
  readonly fix: string;
}

/** A fault in a votes file as an error that names the file, the line and the field. */
export function votesError({ code, file, line, field, expected, got, fix }: VotesFault): JoustError {
  const place = [line === undefined ? [] : `line ${line}`, field === undefined ? [] : `field ${field}`].flat();
  return new JoustError({ code, expected, got: `${got} (${[file, ...place].join(', ')})`, fix });
}

/** A value for an error message: quoted, and cut after 80 characters. */
export function quoted(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}
