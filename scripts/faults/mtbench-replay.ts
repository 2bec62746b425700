import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

interface Question {
  question_id: number;
  turns: string[];
}

interface Answer {
  question_id: number;
  model_id: string;
  choices: { turns: string[] }[];
}

interface Recorded {
  question_id: number;
  judge_id: string;
  model_a: string;
  model_b: string;
  winner_ab: string;
  winner_ba: string;
}

/** Writes what one judge said about every pair of MT-bench answers, in both orders, as the reference judge replays it. */
export function writeReplay({ folder, judge, file }: { folder: string; judge: string; file: string }): void {
  const questions = new Map(linesOf<Question>(folder, 'questions.jsonl').map((one) => [one.question_id, one.turns]));
  const keyOf = (question: number, model: string) => `${question} ${model}`;
  const answers = new Map(
    linesOf<Answer>(folder, 'answers.jsonl.gz').map((one) => [
      keyOf(one.question_id, one.model_id),
      one.choices[0]?.turns,
    ]),
  );
  const recorded = linesOf<Recorded>(folder, 'pairwise.jsonl.gz').filter((one) => one.judge_id === judge);
  const lines = recorded.map((one) => ({
    prompt: questions.get(one.question_id),
    a: answers.get(keyOf(one.question_id, one.model_a)),
    b: answers.get(keyOf(one.question_id, one.model_b)),
    ab: one.winner_ab,
    ba: one.winner_ba,
  }));
  writeFileSync(file, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
}

function linesOf<Line>(folder: string, name: string): Line[] {
  const bytes = readFileSync(join(folder, name));
  const text = (name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as Line);
}
