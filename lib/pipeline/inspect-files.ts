import { withHead } from '#lib/dataset/containers/with-head.ts';
import type { FileReading } from '#lib/dataset/file-reading.ts';
import { mappingWord } from '#lib/dataset/formats/mapping.ts';
import { type FileInspection, inspectFile } from '#lib/dataset/inspect-file.ts';
import { JoustError } from '#lib/errors.ts';
import { type DatasetSource, namedStream } from './file-source.ts';
import type { ImportFile } from './import-responses.ts';
import { defaultPolicy } from './import-responses.ts';
import type { MissingPolicy } from './missing-answers.ts';

/** What was found in files that somebody wants to import. Plain data. */
export interface Inspection {
  readonly files: readonly (FileInspection & { readonly reading: FileReading | null })[];
  /** What an import would do about missing answers unless told otherwise. */
  readonly missing: MissingPolicy;
}

/** What the user says of all files, instead of what would be detected. */
export type ReadingOptions = Partial<Pick<FileReading, 'format' | 'mapping' | 'contestant' | 'key'>>;

/**
 * Looks at the beginning of each file and says how it would be read; nothing is stored. `prompts`: a file that the others' answers are
 * joined to, by the field `key`. Pass the `reading` of each file on to `importFile`, with a mapping of the user's if need be.
 */
export async function inspectFiles(
  sources: readonly DatasetSource[],
  { prompts = null, ...given }: ReadingOptions & { prompts?: DatasetSource | null } = {},
): Promise<Inspection> {
  const files = [];
  if (prompts !== null) files.push(await inspectSource(prompts, { key: given.key ?? null, role: 'prompts' }));
  for (const source of sources) {
    files.push(await inspectSource(source, { ...given, ...(prompts !== null && { role: 'answers' as const }) }));
  }
  return { files, missing: defaultPolicy(files.flatMap((file) => (file.reading === null ? [] : [file.reading]))) };
}

/** A file to import as a reading says. */
export function importFile(source: DatasetSource, reading: FileReading): ImportFile {
  return { ...reading, name: source.name, chunks: source.chunks(), bytes: source.bytes };
}

/** A mapping as users write it: words of Joust, and any other for a further text of the prompt. */
export function userMapping(entries: readonly { word: string; field: string }[]): Record<string, string> {
  return Object.fromEntries(entries.map(({ word, field }) => [mappingWord(word), field]));
}

/** Files that are of no format. @throws JoustError with the first of them and what stands in it */
export function demandFormats(inspection: Inspection): void {
  const unknown = inspection.files.find((file) => file.format === null);
  if (unknown === undefined) return;
  const [row] = unknown.rows;
  const problem = row?.kind === 'bad' ? row.problems[0] : undefined;
  const place = `${unknown.name}:${row?.line ?? 1}`;
  const fix =
    'Name fields with --map, as in --map prompt=question --map response=answer; docs/formats.md has all formats.';
  const got =
    problem !== undefined
      ? `${place}: not ${problem.expected}: ${problem.got}`
      : unknown.sampled.records === 0
        ? `${unknown.name}, which has no records`
        : `${unknown.name}, whose first record has other fields: ${unknown.fields.slice(0, 12).join(', ')}`;
  throw new JoustError({
    code: 'unknown-format',
    expected: 'prompts or answers in one of the formats of docs/formats.md',
    got,
    fix: problem === undefined ? fix : `${problem.fix} See docs/formats.md.`,
  });
}

async function inspectSource(source: DatasetSource, given: Partial<FileReading>) {
  const isMapped = Object.keys(given.mapping ?? {}).length > 0;
  const { head, chunks } = await withHead(source.chunks());
  const options = { head, given };
  const found = await inspectFile({ ...namedStream(source), chunks }, options);
  // What the user maps needs no format that would recognise it.
  const isUnknown = found.format === null && (isMapped || given.role === 'prompts') && found.fields.length > 0;
  const inspection = isUnknown
    ? await inspectFile(namedStream(source), { ...options, given: { ...given, format: 'columns' } })
    : found;
  const { format, container } = inspection;
  return { ...inspection, reading: format === null ? null : { ...given, format, container } };
}
