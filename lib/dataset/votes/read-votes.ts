import { CsvVotes } from './csv-votes.ts';
import { JsonlVotes } from './jsonl-votes.ts';
import type { VoteColumns } from './vote-columns.ts';
import { votesError } from './votes-error.ts';

const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf];
const BRACE = 123;
const BRACKET = 91;

/** Bytes of a votes file, and its name for error messages. */
export interface VotesSource {
  readonly file: string;
  readonly chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
}

/**
 * Reads a votes file, CSV with a header or JSON lines, and adds its rows to columns. Which of the two it is shows in the first
 * byte that is not blank. Memory: the columns and one chunk.
 *
 * Columns or keys: `contestant_a`, `contestant_b`; `verdict` (a, b, tie, or a word of `UNUSABLE_VERDICTS`, whose rows are skipped
 * and counted) or, where that is empty, `score` of A in [0, 1]; optional `prompt_id`, `first` (a or b) and `weight`
 * (finite, above 0). Others are ignored.
 *
 * @throws JoustError naming file, line and field at the first fault; also for an empty file.
 */
export async function readVotes({ file, chunks }: VotesSource, into: VoteColumns): Promise<void> {
  let head: Uint8Array = new Uint8Array(0);
  let reader: CsvVotes | JsonlVotes | null = null;
  for await (const chunk of chunks) {
    if (reader !== null) {
      reader.push(chunk);
      continue;
    }
    head = joinedHead(head, chunk);
    reader = readerFor(head, { file, into });
    reader?.push(withoutMark(head));
  }
  if (reader === null) {
    const expected = 'votes: CSV with a header row, or JSON lines';
    const fix = 'Check the file and what wrote it.';
    throw votesError({ code: 'votes-empty', file, expected, got: 'an empty file', fix });
  }
  reader.end();
}

/** The reader for a file that starts with these bytes; null while they are all blank. */
function readerFor(head: Uint8Array, target: { file: string; into: VoteColumns }): CsvVotes | JsonlVotes | null {
  const { file, into } = target;
  const mayBeMark =
    head.length < BYTE_ORDER_MARK.length && head.every((byte, index) => byte === BYTE_ORDER_MARK[index]);
  const first = mayBeMark ? undefined : withoutMark(head).find((byte) => byte > 32);
  if (first === undefined) return null;
  if (first === BRACE) return new JsonlVotes(file, into);
  const fault = { code: 'votes-format', file, expected: 'CSV with a header row, or JSON lines, in UTF-8' };
  if (first === BRACKET) {
    throw votesError({
      ...fault,
      got: 'a JSON array',
      fix: 'Write one JSON object a line, without brackets around them.',
    });
  }
  if (first >= 0xfe) throw votesError({ ...fault, got: 'UTF-16', fix: 'Save the file as UTF-8.' });
  return new CsvVotes(file, into);
}

function withoutMark(bytes: Uint8Array): Uint8Array {
  return BYTE_ORDER_MARK.every((byte, index) => bytes[index] === byte) ? bytes.subarray(BYTE_ORDER_MARK.length) : bytes;
}

function joinedHead(head: Uint8Array, chunk: Uint8Array): Uint8Array {
  if (head.length === 0) return chunk;
  const joined = new Uint8Array(head.length + chunk.length);
  joined.set(head);
  joined.set(chunk, head.length);
  return joined;
}
