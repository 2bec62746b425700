import type { ImportRejected } from '#lib/pipeline/import-rejected.ts';
import type { ImportResult } from '#lib/pipeline/import-responses.ts';
import type { Inspection } from '#lib/pipeline/inspect-files.ts';
import { table } from './table.ts';

const NAMED_PROMPTS = 5;
const NAMED_FILES = 5;

/** What was recognised, before it is imported: a row for each file, and once for each format where words are read from. */
export function inspectionText({ files }: Inspection): string {
  const rows = files.map(({ name, format, container, sampled, contestants }) => [
    name,
    format ?? 'unknown',
    container,
    `${sampled.records}${sampled.isWhole ? '' : '+'}`,
    String(sampled.prompts),
    String(sampled.responses),
    String(sampled.bad + sampled.failed),
    contestants.length === 0 ? '' : contestants.slice(0, 2).join(', ') + (contestants.length > 2 ? ', …' : ''),
  ]);
  const head = ['file', 'format', 'container', 'sampled', 'prompts', 'answers', 'bad', 'contestants'];
  return [table(head, rows).trimEnd(), ...mappingTexts(files)].join('\n');
}

/** Files with the same mapping are said once. */
function mappingTexts(files: Inspection['files']): string[] {
  const byMapping = Map.groupBy(
    files.filter((file) => file.mapping.length > 0),
    ({ format, mapping }) => `${format}: ${mapping.map(({ word, field }) => `${field} → ${word}`).join(', ')}`,
  );
  return [...byMapping.keys()];
}

/** What an import brought in, and all that was done about answers that are not there. */
export function importText(result: ImportResult): string {
  const verb = result.stored ? 'imported' : 'would be imported; nothing was stored';
  return [
    `Benchmark "${result.benchmark}", version ${result.version}: ${result.prompts} prompts, ${result.responses} responses ${verb}.`,
    ...result.submissions.map(submissionText),
    ...missingTexts(result),
    ...failedTexts(result),
    ...orderTexts(result.inOtherOrder),
  ].join('\n');
}

function submissionText(one: ImportResult['submissions'][number]): string {
  const notes = [
    one.kept > 0 ? `${one.kept} earlier answers kept` : '',
    one.missing > 0 ? `${one.missing} missing` : '',
    one.empty > 0 ? `${one.empty} empty` : '',
  ].filter(Boolean);
  return `  ${one.contestant}: ${one.responses} responses${notes.length > 0 ? ` (${notes.join(', ')})` : ''}`;
}

function missingTexts({ submissions }: ImportResult): string[] {
  const lacking = submissions.filter((one) => one.missing > 0);
  if (lacking.length === 0) return [];
  return [
    'Missing answers; the contestant is left out of the matches of these prompts (--missing refuse imports nothing instead):',
    ...lacking.map(({ contestant, missing, missingPrompts }) => {
      const more = missing > NAMED_PROMPTS ? ` and ${missing - NAMED_PROMPTS} more` : '';
      return `  ${contestant}: ${missingPrompts.slice(0, NAMED_PROMPTS).join(', ')}${more}`;
    }),
  ];
}

function failedTexts({ failed, failedRows }: ImportResult): string[] {
  if (failedRows === 0) return [];
  const shown = failed
    .slice(0, NAMED_PROMPTS)
    .map(({ file, line, field, reason }) => `  ${file}:${line}  ${field}: ${reason}`);
  const more = failedRows > shown.length ? [`  … and ${failedRows - shown.length} more`] : [];
  return [`${failedRows} rows tell of an answer that failed; they are left out:`, ...shown, ...more];
}

function orderTexts(files: readonly string[]): string[] {
  if (files.length === 0) return [];
  const named =
    files.slice(0, NAMED_FILES).join(', ') +
    (files.length > NAMED_FILES ? ` and ${files.length - NAMED_FILES} more` : '');
  return [`Rows in another order than the prompts were aligned by the prompt: ${named}`];
}

/** Every listed problem with its place, for the eye. */
export function problemsText(rejected: ImportRejected): string {
  const lines = rejected.problems.map(
    ({ file, line, field, expected, got, fix }) =>
      `${file}:${line}  ${field}: expected ${expected}; got ${got}. ${fix}`,
  );
  const listed = new Set(rejected.problems.map(({ file, line }) => `${file}:${line}`)).size;
  return [...lines, ...(rejected.badRows > listed ? [`… and ${rejected.badRows - listed} more bad rows`] : [])].join(
    '\n',
  );
}
