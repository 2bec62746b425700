import { once } from 'node:events';
import { createWriteStream, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { expect } from 'vitest';
import type { InstallationUnderTest } from './installation-under-test.ts';
import { spawnJoust } from './joust-process.ts';
import { until } from './until.ts';

/** An upload of this many contestants and prompts: answers that bring their prompts, as one JSON Lines file. */
export interface Upload {
  readonly contestants: number;
  readonly prompts: number;
  /** Length of an answer. */
  readonly characters: number;
}

/** A file on disk, and what it takes to get rid of it. */
export interface UploadFile {
  readonly path: string;
  readonly bytes: number;
  close(): Promise<void>;
}

const TABLES = ['benchmark', 'benchmark_version', 'prompt', 'contestant', 'submission', 'response'];

/** Writes the file; no two answers are alike. */
export async function writeUpload(upload: Upload): Promise<UploadFile> {
  const folder = mkdtempSync(join(tmpdir(), 'joust-upload-'));
  const path = join(folder, 'answers.jsonl');
  await pipeline(chunksOf(upload), createWriteStream(path));
  return { path, bytes: statSync(path).size, close: async () => rmSync(folder, { recursive: true, force: true }) };
}

/** Imports it with the command; the most memory that the command's process took, in megabytes, and how long it took. */
export async function importWhole(installation: InstallationUnderTest, file: UploadFile, upload: Upload) {
  const { document, ...measured } = await measuredImport(installation, file.path);
  const responses = upload.prompts * upload.contestants;
  expect(document).toMatchObject({ prompts: upload.prompts, responses, stored: true });
  return measured;
}

/** Imports what is at a path, and measures the command's process. @throws when the command fails */
export async function measuredImport(installation: InstallationUnderTest, path: string) {
  const child = importing(installation, path);
  const started = performance.now();
  let stdout = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  let peak = 0;
  const sampler = setInterval(() => {
    peak = Math.max(peak, peakMegabytes(child.pid!) ?? 0);
  }, 20);
  const [code] = await once(child, 'close');
  clearInterval(sampler);
  if (code !== 0) throw new Error(`joust import: ${stdout}`);
  return { document: JSON.parse(stdout) as object, peakMegabytes: peak, seconds: (performance.now() - started) / 1000 };
}

/** Starts the import, kills it when half of the file is read, and counts what the database holds once it has noticed. */
export async function importKilled(installation: InstallationUnderTest, file: UploadFile) {
  const child = importing(installation, file.path);
  const exit = once(child, 'exit');
  const isHalfRead = () => child.exitCode !== null || bytesRead(child.pid!) > file.bytes / 2;
  await until('half of the file to be read', isHalfRead, { patienceMs: 30 * 60_000, everyMs: 5 });
  child.kill('SIGKILL');
  await exit;
  await until('the database to drop the connection', async () => {
    const open = await installation.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM pg_stat_activity WHERE application_name = 'joust' AND state <> 'idle'`,
    );
    return open[0]?.count === 0;
  });
  const [left] = await installation.query<{ rows: number; tables: number }>(
    `SELECT (${TABLES.map((table) => `(SELECT count(*) FROM ${table})`).join(' + ')})::int AS rows,
       (SELECT count(*) FROM pg_class WHERE relname LIKE 'staged%')::int AS tables`,
  );
  return { signal: child.signalCode, left };
}

function importing(installation: InstallationUnderTest, path: string) {
  return spawnJoust(['import', path, '--benchmark', 'Upload', '--json'], installation.variables);
}

/** What a process has read so far, files and sockets; endless once it is gone. */
function bytesRead(pid: number): number {
  try {
    return Number(/rchar: (\d+)/.exec(readFileSync(`/proc/${pid}/io`, 'utf8'))?.[1]);
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}

/** The kernel's own record of the most memory a process has had resident; null once it is gone. */
function peakMegabytes(pid: number): number | null {
  try {
    const kilobytes = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return kilobytes === undefined ? null : Number(kilobytes) / 1024;
  } catch {
    return null;
  }
}

function* chunksOf({ contestants, prompts, characters }: Upload): Generator<string> {
  let chunk = '';
  for (let contestant = 0; contestant < contestants; contestant++) {
    for (let prompt = 0; prompt < prompts; prompt++) {
      const instruction = `Question ${prompt}: what follows from it, and why?`;
      const output = answer(contestant * prompts + prompt, characters);
      chunk += `${JSON.stringify({ instruction, output, generator: `contestant-${contestant}` })}\n`;
      if (chunk.length < 1024 * 1024) continue;
      yield chunk;
      chunk = '';
    }
  }
  if (chunk !== '') yield chunk;
}

/** Digits of a sequence that PostgreSQL cannot compress to nothing. */
function answer(seed: number, characters: number): string {
  let text = `Answer ${seed}:`;
  for (let state = seed + 1; text.length < characters; ) {
    state = (state * 48_271) % 2_147_483_647;
    text += ` ${state.toString(36)}`;
  }
  return text;
}
