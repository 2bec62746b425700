import { basename, relative } from 'node:path';
import { selectDatasetFiles } from '#lib/dataset/select-dataset-files.ts';
import { JoustError } from '#lib/errors.ts';
import { type DatasetSource, fileSource } from '#lib/pipeline/file-source.ts';
import { expandPaths } from './import-files.ts';
import { say } from './output.ts';

/** The files to import behind the paths a user gave, of folders those that look like prompts and answers. */
export async function chooseSources(paths: readonly string[]): Promise<DatasetSource[]> {
  const sources = [];
  for (const named of namedFiles(await expandPaths(paths))) sources.push(await fileSource(named));
  return sources;
}

/** One file by its path. */
export async function sourceAt(path: string): Promise<DatasetSource> {
  const [expanded] = await expandPaths([path]);
  if (expanded?.folder === null) return fileSource({ path, name: basename(path) });
  throw new JoustError({
    code: 'no-such-file',
    expected: 'a file of prompts',
    got: `the folder ${path}`,
    fix: 'Name the file in it.',
  });
}

/** Files under short names, or under their paths where two would be called the same. */
function namedFiles(expanded: Awaited<ReturnType<typeof expandPaths>>): { name: string; path: string }[] {
  const named = expanded.flatMap(({ folder, files }) =>
    folder === null
      ? files.map((path) => ({ name: basename(path), path }))
      : chooseInFolder(folder, files).map((path) => ({ name: relative(folder, path), path })),
  );
  const isTaken = (name: string) => named.filter((one) => one.name === name).length > 1;
  return named.map(({ name, path }) => ({ name: isTaken(name) ? path : name, path }));
}

function chooseInFolder(folder: string, files: readonly string[]): string[] {
  const selection = selectDatasetFiles(files.map((path) => relative(folder, path)));
  if (selection.ignored.length > 0) say(`not imported from ${folder}: ${selection.ignored.join(', ')}`);
  const chosen = new Set(selection.chosen);
  const wanted = files.filter((path) => chosen.has(relative(folder, path)));
  if (wanted.length > 0) return wanted;
  throw new JoustError({
    code: 'nothing-to-import',
    expected: 'prompts or answers as .jsonl, .json, .csv, .parquet or .eval',
    got: `none in ${folder}`,
    fix: 'Name the files themselves.',
  });
}
