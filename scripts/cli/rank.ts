import { createReadStream } from 'node:fs';
import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { Command } from 'commander';
import { numberFromText } from '#lib/dataset/votes/number-from-text.ts';
import { readVotes } from '#lib/dataset/votes/read-votes.ts';
import { VoteColumns } from '#lib/dataset/votes/vote-columns.ts';
import { JoustError } from '#lib/errors.ts';
import { type Ranking, type RankOptions, rankGames } from '#lib/ranking/rank-games.ts';
import { warningText } from '#lib/ranking/ranking-warning.ts';
import { fail, printJson, say } from './output.ts';
import { rankingText } from './ranking-text.ts';
import { visible } from './visible.ts';

/** Options as commander gives them: texts, unchecked. */
interface RankFlags {
  readonly method: string;
  readonly prior?: string;
  readonly rounds?: string;
  readonly seed?: string;
  readonly rowIntervals?: boolean;
  readonly json?: boolean;
}

/** Bytes read from a file at once. */
const CHUNK_BYTES = 2 ** 20;

/** Adds `joust rank FILE…`: votes files in, ratings with intervals out. Needs no database and no network. */
export function addRankCommand(program: Command): void {
  program
    .command('rank')
    .description(
      'rate contestants from votes files: CSV with a header, or JSON lines as `joust judgements` writes them',
    )
    .argument('<files...>', 'votes files, also gzipped; several are pooled; - is standard input')
    .option('--method <method>', 'bt: Bradley–Terry by maximum likelihood; elo: online Elo, K = 4, in file order', 'bt')
    .option(
      '--prior <games>',
      'tied pseudo-games per contestant (bt); default 0, or 1 where maximum likelihood has no answer',
    )
    .option('--rounds <count>', 'resamples behind the intervals; 0 for none; default 1000')
    .option('--seed <seed>', 'seed of the resampling; default joust')
    .option('--row-intervals', 'resample single games, as if independent, instead of prompts; slow above 100,000 games')
    .option('--json', 'print one JSON document with unrounded numbers')
    .action(rank);
}

async function rank(files: readonly string[], flags: RankFlags): Promise<void> {
  const json = flags.json === true;
  try {
    const options = rankOptions(flags);
    const votes = new VoteColumns();
    for (const file of files) await readVotes({ file, chunks: unzipped(file) }, votes);
    requireVotes(votes);
    const ranking = rankGames(votes.toTable(), options);
    const document = {
      ...ranking,
      skipped: votes.skipped,
      warnings: [...ranking.warnings.map(warningText), ...promptWarnings(votes)],
    };
    if (json) printJson(document);
    else printForPeople(document);
  } catch (thrown) {
    fail(thrown, { json });
  }
}

function printForPeople(
  document: Omit<Ranking, 'warnings'> & { warnings: readonly string[]; skipped: Readonly<Record<string, number>> },
): void {
  process.stdout.write(rankingText(document));
  for (const warning of document.warnings) say(`warning: ${visible(warning)}`);
}

function rankOptions(flags: RankFlags): RankOptions {
  const { method, seed, rowIntervals } = flags;
  if (method !== 'bt' && method !== 'elo') throw badOption('--method', 'bt or elo', method);
  const prior = flags.prior === undefined ? undefined : numberFromText(flags.prior);
  const rounds = flags.rounds === undefined ? undefined : numberFromText(flags.rounds);
  if (prior !== undefined && !(prior >= 0 && Number.isFinite(prior))) {
    throw badOption('--prior', 'a number of pseudo-games, at least 0', flags.prior);
  }
  if (prior !== undefined && prior > 0 && method === 'elo') {
    throw badOption('--prior', 'the method bt, as Elo has no prior', '--method elo');
  }
  if (rounds !== undefined && !(Number.isInteger(rounds) && rounds >= 0 && rounds !== 1)) {
    throw badOption('--rounds', '0, or a whole number of at least 2', flags.rounds);
  }
  return { method, prior, rounds, seed, rowIntervals };
}

function badOption(option: string, expected: string, got: string | undefined): JoustError {
  return new JoustError({ code: 'bad-option', expected: `${option}: ${expected}`, got: `${got}`, fix: 'See --help.' });
}

function requireVotes(votes: VoteColumns): void {
  if (votes.length > 0) return;
  const skipped = Object.entries(votes.skipped).map(([word, count]) => `${count} ${word}`);
  const got = skipped.length === 0 ? 'no rows' : `only rows without a result: ${skipped.join(', ')}`;
  const fix = 'Give a file with at least one verdict a, b or tie, or a score.';
  throw new JoustError({ code: 'no-usable-votes', expected: 'at least one usable vote', got, fix });
}

function promptWarnings({ withoutPrompt, length }: VoteColumns): string[] {
  return withoutPrompt > 0 && withoutPrompt < length ? [`${withoutPrompt} of ${length} games have no prompt id.`] : [];
}

/** The bytes of a file or of standard input, unzipped if they start as gzip does (RFC 1952: 1f 8b). */
async function* unzipped(file: string): AsyncGenerator<Uint8Array> {
  const source: AsyncIterable<Uint8Array> =
    file === '-' ? process.stdin : createReadStream(file, { highWaterMark: CHUNK_BYTES });
  const chunks = source[Symbol.asyncIterator]();
  try {
    let head = new Uint8Array(0);
    while (head.length < 2) {
      const { done, value } = await chunks.next();
      if (done === true) break;
      head = Buffer.concat([head, value]);
    }
    const whole = prepended(head, chunks);
    yield* head[0] === 0x1f && head[1] === 0x8b ? gunzipped(whole) : whole;
  } catch (cause) {
    throw readError(file, cause);
  } finally {
    // Closes the file or pipe when a fault ends the reading early; an open pipe would keep the process alive.
    await chunks.return?.();
  }
}

async function* prepended(head: Uint8Array, rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield head;
  for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value;
}

function gunzipped(chunks: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  // The callback swallows nothing: a failure destroys the gunzip stream with the error, and reading it throws.
  return pipeline(Readable.from(chunks), createGunzip({ chunkSize: CHUNK_BYTES }), () => {});
}

/** A failure to read bytes, in words; faults in the votes themselves pass through. */
function readError(file: string, cause: unknown): unknown {
  if (!(cause instanceof Error && 'code' in cause)) return cause;
  const got = `${file}: ${cause.message}`;
  const fix = 'Check the path, its permissions, and that the file is whole.';
  return new JoustError({ code: 'file-unreadable', expected: 'a readable votes file', got, fix }, { cause });
}
