import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

/** One recorded comparison: letters by shown position, in both orders. */
export interface RecordedPair {
  question_id: number;
  model_a: string;
  model_b: string;
  judge_id: string;
  winner_ab: 'A' | 'B' | 'tie' | 'error';
  winner_ba: 'A' | 'B' | 'tie' | 'error';
}

/** The recorded comparisons of one judge. */
export function recordedPairs(folder: string, judge: string): RecordedPair[] {
  return readLines<RecordedPair>(join(folder, 'pairwise.jsonl.gz')).filter((pair) => pair.judge_id === judge);
}

/** Writes what one judge said about every pair of MT-bench answers, in both orders, as the reference judge replays it. */
export function writeReplay({ folder, judge, file }: { folder: string; judge: string; file: string }): void {
  const questions = new Map(
    readLines<{ question_id: number; turns: string[] }>(join(folder, 'questions.jsonl')).map((one) => [
      one.question_id,
      one.turns,
    ]),
  );
  const answers = new Map(
    readLines<{ question_id: number; model_id: string; choices: { turns: string[] }[] }>(
      join(folder, 'answers.jsonl.gz'),
    ).map((one) => [`${one.question_id} ${one.model_id}`, one.choices[0]?.turns]),
  );
  const lines = recordedPairs(folder, judge).map((pair) =>
    JSON.stringify({
      prompt: questions.get(pair.question_id),
      a: answers.get(`${pair.question_id} ${pair.model_a}`),
      b: answers.get(`${pair.question_id} ${pair.model_b}`),
      ab: pair.winner_ab,
      ba: pair.winner_ba,
    }),
  );
  writeFileSync(file, `${lines.join('\n')}\n`);
}

function readLines<Line>(path: string): Line[] {
  const bytes = readFileSync(path);
  const text = (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  return text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Line);
}
