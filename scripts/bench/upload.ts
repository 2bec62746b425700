import { createReadStream, createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { type ImportFile, importResponses } from '#lib/pipeline/import-responses.ts';
import { type BenchHome, openBenchHome } from './bench-home.ts';
import { note, report, rounded } from './measurement.ts';
import { syntheticFiles } from './synthetic-benchmark.ts';

/** 100,000 answers of about 1 KB from a file on disk until they are committed, and the most memory this process took. */

const SIZE = { prompts: 1_000, contestants: 100, characters: 1_000 };
const REPEATS = Number(process.env.JOUST_BENCH_ROUNDS ?? 3);

const seconds: number[] = [];
const home = await openBenchHome();
try {
  const files = await writeFiles(home.folder);
  for (let repeat = 0; repeat < REPEATS; repeat++) seconds.push(await importOnce(home, files));
} finally {
  await home.close();
}
const responses = SIZE.prompts * SIZE.contestants;
report({
  name: 'import of 100,000 responses',
  unit: 's',
  target: { bound: 'at most', value: 10 },
  values: seconds.map((one) => rounded(one)),
  details: { responses, characters: SIZE.characters },
});
const peakMegabytes = Math.round(process.resourceUsage().maxRSS / 1024);
report({
  name: 'import, peak memory of the process',
  unit: 'MB',
  target: { bound: 'at most', value: 400 },
  values: [peakMegabytes],
});

async function writeFiles(folder: string): Promise<{ name: string; path: string }[]> {
  const written = [];
  for (const { name, chunks } of syntheticFiles(SIZE)) {
    const path = join(folder, name);
    await pipeline(chunks, createWriteStream(path));
    written.push({ name, path });
  }
  return written;
}

async function importOnce(at: BenchHome, files: readonly { name: string; path: string }[]): Promise<number> {
  const scope = await at.newTeam();
  const opened = files.map(
    ({ name, path }): ImportFile => ({
      name,
      format: 'joust',
      chunks: createReadStream(path, { highWaterMark: 256 * 1024 }),
    }),
  );
  const started = performance.now();
  const result = await importResponses({ database: at.database, scope, benchmark: 'Bench', files: opened });
  const taken = (performance.now() - started) / 1000;
  note(`import of ${result.responses} responses: ${taken.toFixed(2)} s`);
  return taken;
}
