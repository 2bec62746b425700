import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { JoustError } from '#lib/errors.ts';
import { type SeatSettingsInput, seatSettings } from '#lib/pipeline/run-settings.ts';

/** A judge of a jury file: the settings of a judge, `endpoint` being the default one where it is left out. */
const seat = z.strictObject({ ...seatSettings.shape, endpoint: seatSettings.shape.endpoint.optional() });
const juryFile = z.array(seat).min(1);

/**
 * Reads the judges of a YAML or JSON file: a list of `{model, endpoint, weight, family, temperature …}`.
 * @throws JoustError `bad-jury-file` when it cannot be read or says something else
 */
export function readJuryFile(path: string, defaultUrl: string): SeatSettingsInput[] {
  const content = contentOf(path);
  const checked = juryFile.safeParse(content);
  if (!checked.success) throw badJuryFile(path, problemOf(checked.error.issues[0]));
  // As written: what a judge leaves out may be said for all of them.
  return (content as z.input<typeof juryFile>).map((judge) => ({ ...judge, endpoint: judge.endpoint ?? defaultUrl }));
}

function contentOf(path: string): unknown {
  try {
    return parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw badJuryFile(path, error instanceof Error ? (error.message.split('\n')[0] as string) : String(error));
  }
}

/** Without the value, which may be a URL with a key in it. */
function problemOf(issue: z.core.$ZodIssue | undefined): string {
  if (!issue) return 'something else';
  const place = issue.path.map((part) => (typeof part === 'number' ? `judge ${part + 1}` : String(part))).join(', ');
  return place === '' ? issue.message : `${place}: ${issue.message}`;
}

function badJuryFile(path: string, got: string): JoustError {
  return new JoustError({
    code: 'bad-jury-file',
    expected: `a list of judges in ${path}, each with a model, and if wanted endpoint, weight, family, temperature, maxOutputTokens, timeoutMs, inputPrice, outputPrice`,
    got,
    fix: 'For example: [{model: gpt-5-mini, weight: 2}, {model: qwen, endpoint: "http://localhost:8000/v1"}]',
  });
}
