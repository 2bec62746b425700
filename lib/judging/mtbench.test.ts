import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { parseVerdict } from './parse-verdict.ts';
import { resolveMatch } from './resolve-match.ts';
import type { JudgementVerdict, Side } from './verdict.ts';
import { verdictByContestant } from './verdict-by-contestant.ts';

const file = `${process.env.JOUST_SHARED_DATA ?? '../shared/data'}/mtbench_en/pairwise.jsonl.gz`;
const present = existsSync(file);

interface Row {
  judge_id: string;
  judgment_ab: string | null;
  judgment_ba: string | null;
  winner_ab: string;
  winner_ba: string;
}

const rows: Row[] = present
  ? gunzipSync(readFileSync(file))
      .toString()
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
  : [];

const parsed = (text: string | null) => parseVerdict({ text: text ?? '', refusal: null, truncated: false });

function judgement(text: string | null, first: Side): JudgementVerdict {
  const read = parsed(text);
  return 'verdict' in read ? verdictByContestant({ shown: read.verdict, first }) : read.unusable;
}

describe.skipIf(!present)(`recorded MT-bench judgements${present ? '' : ' (skipped: no shared data)'}`, () => {
  it('come out as published: 14,365 verdicts and 35 errors', () => {
    const counts = { right: 0, wrong: 0, errors: 0 };
    for (const row of rows) {
      for (const [text, published] of [
        [row.judgment_ab, row.winner_ab],
        [row.judgment_ba, row.winner_ba],
      ] as const) {
        const read = parsed(text);
        const verdict = 'verdict' in read ? read.verdict : 'error';
        if (verdict !== published) counts.wrong += 1;
        else if (verdict === 'error') counts.errors += 1;
        else counts.right += 1;
      }
    }
    expect(counts).toEqual({ right: 14_365, wrong: 0, errors: 35 });
  });

  it('are inconsistent as often as published, a tie against a win counted', () => {
    const byJudge: Record<string, string> = {};
    for (const judge of new Set(rows.map((row) => row.judge_id))) {
      const results = rows
        .filter((row) => row.judge_id === judge)
        .map((row) => resolveMatch([judgement(row.judgment_ab, 'a'), judgement(row.judgment_ba, 'b')]));
      const inconsistent = results.filter((result) => result === 'inconsistent').length;
      byJudge[judge] = `${inconsistent}/${results.filter((result) => result !== 'unusable').length}`;
    }
    expect(byJudge).toEqual({
      'Qwen2.5-7B-Instruct': '951/1200',
      'Qwen2.5-14B-Instruct': '541/1200',
      'Qwen2.5-32B-Instruct': '371/1198',
      'EXAONE-3.5-32B-Instruct-AWQ': '506/1200',
      'gpt-4o-mini': '399/1193',
      'Gemma-4-12B-it': '234/1180',
    });
  });
});
