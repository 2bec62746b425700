import { afterAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { TeamScope } from '#lib/access/team-scope.ts';
import type { VerdictFormat } from '#lib/dataset/verdicts/verdict-row.ts';
import { readVotes } from '#lib/dataset/votes/read-votes.ts';
import { VoteColumns } from '#lib/dataset/votes/vote-columns.ts';
import { openDatabase } from '#lib/db/database.ts';
import type { LeaderboardContent } from '#lib/db/leaderboards.ts';
import { judgementLines } from '#lib/db/match-lines.ts';
import { findRun, type RunRow } from '#lib/db/run-row.ts';
import { rankGames } from '#lib/ranking/rank-games.ts';
import { newTeam, playRun, startedRun } from '../../scripts/test-support/play-run.ts';
import { replyOf, scriptedJudge } from '../../scripts/test-support/scripted-judge.ts';
import { fileOf as responsesFile, smallBenchmark } from '../../scripts/test-support/small-benchmark.ts';
import { testDatabase } from '../../scripts/test-support/test-database.ts';
import type { ExportFormat } from './export-formats.ts';
import { exportRun } from './export-run.ts';
import { importResponses } from './import-responses.ts';
import { importVerdicts } from './import-verdicts.ts';
import { rankBoard } from './rank-board.ts';

const { url } = await testDatabase();
const database = openDatabase({ url });
afterAll(() => database.close());

const scope = await newTeam(database, 'exports');
await smallBenchmark(database, scope, { name: 'small', prompts: 8, contestants: 4 });
const bothOrders = await judged({ benchmark: 'small', schedule: 'league', bothOrders: true });
const oneOrder = await judged({ benchmark: 'small', schedule: 'knockout' });
const annotations = Array.from({ length: 12 }, (_, index) => ({
  instruction: `Question ${index}?`,
  generator_1: 'base',
  output_1: `Base ${index}`,
  generator_2: index % 2 ? 'm' : 'n',
  output_2: `Other ${index}`,
  preference: 1 + ((index * 7) % 12) / 11.3,
  annotator: 'weighted',
}));
const weighted = await imported(scope, 'alpacaeval', JSON.stringify(annotations));

/** Decided by a hash of the request: some win, some tie, some contradict themselves. */
async function judged(settings: Parameters<typeof startedRun>[2]): Promise<RunRow> {
  let count = 0;
  const replies = ['A', 'B', 'A', 'tie', 'B', 'A', 'A'] as const;
  const judge = scriptedJudge(() => replyOf(replies[count++ % replies.length] as 'A' | 'B' | 'tie'));
  const run = await playRun(database, await startedRun(database, scope, settings), judge.model);
  await rankBoard(database, scope, run.id);
  return run;
}

async function imported(team: TeamScope, format: VerdictFormat, text: string): Promise<RunRow> {
  const chunks = (async function* () {
    yield Buffer.from(text);
  })();
  const result = await importVerdicts({
    database,
    scope: team,
    benchmark: 'again',
    files: [{ name: 'file', format, chunks }],
  });
  await rankBoard(database, team, result.run);
  return (await findRun(database, team, result.run)) as RunRow;
}

async function exported(run: RunRow, format: ExportFormat, team = scope): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of exportRun(database, team, { run, format })) pieces.push(Buffer.from(piece));
  return Buffer.concat(pieces).toString();
}

const parsedLines = (text: string) =>
  text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));

/** Contestants with ratings and, unless prompts are named anew, their intervals. */
async function numbers(run: RunRow, team = scope, withIntervals = true) {
  const { ratings } = (await rankBoard(database, team, run.id)) as LeaderboardContent;
  return ratings.map(({ contestant, rating, lower, upper, games, wins, losses, ties }) => {
    const record = { contestant, rating: rating?.toFixed(6), games, wins, losses, ties };
    return withIntervals ? { ...record, lower: lower?.toFixed(6), upper: upper?.toFixed(6) } : record;
  });
}

describe('an export that is imported again', () => {
  for (const [format, run] of [
    ['arena-hard', bothOrders],
    ['fastchat', bothOrders],
    ['fastchat', oneOrder],
    ['arena-hard', oneOrder],
  ] as const) {
    it(`as ${format}, ${run.bothOrders ? 'both orders' : 'one order'}, gives the same ratings and intervals`, async () => {
      const team = await newTeam(database, `again-${format}-${run.bothOrders}`);
      const again = await imported(team, format === 'fastchat' ? 'mt-bench' : format, await exported(run, format));
      expect(await numbers(again, team)).toEqual(await numbers(run));
    });
  }

  it('as AlpacaEval gives the same ratings, and the same win rates where there is a baseline', async () => {
    for (const run of [bothOrders, oneOrder, weighted]) {
      const team = await newTeam(database, `again-alpacaeval-${run.number}`);
      const again = await imported(team, 'alpacaeval', await exported(run, 'alpacaeval'));
      expect(await numbers(again, team, false)).toEqual(await numbers(run, scope, false));
      const rates = async (one: RunRow, of: TeamScope) => (await rankBoard(database, of, one.id))?.winRates ?? null;
      const [before, after] = [await rates(run, scope), await rates(again, team)];
      expect(after?.reference).toBe(before?.reference);
      for (const [index, rate] of (before?.rates ?? []).entries()) {
        expect(after?.rates[index]?.winRate).toBeCloseTo(rate.winRate as number, 9);
        expect(after?.rates[index]?.se).toBeCloseTo(rate.se as number, 9);
      }
    }
  });

  it('as judgements gives the same ratings and intervals to `rank` and to an import, probabilities too', async () => {
    for (const run of [bothOrders, oneOrder, weighted]) {
      const lines: object[] = [];
      await judgementLines(database, scope, run.id, async (page) => void lines.push(...page));
      const text = lines.map((line) => `${JSON.stringify(line)}\n`).join('');
      const votes = new VoteColumns();
      await readVotes({ file: 'lines', chunks: [Buffer.from(text)] }, votes);
      const board = (await rankBoard(database, scope, run.id)) as LeaderboardContent;
      const ranked = rankGames(votes.toTable(), { seed: run.seed });
      const shown = (ratings: LeaderboardContent['ratings']) =>
        ratings.map(({ contestant, rating, lower, upper }) => [
          contestant,
          rating?.toFixed(6),
          lower?.toFixed(6),
          upper?.toFixed(6),
        ]);
      expect(shown(ranked.ratings)).toEqual(shown(board.ratings));
      const team = await newTeam(database, `again-votes-${run.number}`);
      expect(await numbers(await imported(team, 'votes', text), team)).toEqual(await numbers(run));
    }
  });
});

/** github.com/lmarena/arena-hard-auto, gen_judgment.py (`judgment`, `pairwise_judgment`) and show_result.py (`label_to_score`). */
const arenaHardLine = z.strictObject({
  uid: z.string().min(1),
  category: z.string().min(1),
  judge: z.string().min(1),
  model: z.string().min(1),
  baseline: z.string().min(1),
  games: z
    .array(
      z
        .strictObject({
          score: z.enum(['A>>B', 'A>B', 'A=B', 'B>A', 'B>>A', 'A<B', 'A<<B', 'B=A', 'B<A', 'B<<A']).nullable(),
          judgment: z.looseObject({ answer: z.string() }),
          prompt: z.array(z.looseObject({ role: z.enum(['system', 'user', 'assistant']), content: z.string() })),
        })
        .nullable(),
    )
    .length(2),
});

/** github.com/lm-sys/FastChat, fastchat/llm_judge/common.py, `play_a_match_pair`. */
const fastchatLine = z.strictObject({
  question_id: z.union([z.int(), z.string()]),
  model_1: z.string(),
  model_2: z.string(),
  g1_winner: z.enum(['model_1', 'model_2', 'tie', 'error']),
  g2_winner: z.enum(['model_1', 'model_2', 'tie', 'error']),
  judge: z.tuple([z.string(), z.string()]),
  g1_user_prompt: z.string(),
  g1_judgment: z.string(),
  g2_user_prompt: z.string(),
  g2_judgment: z.string(),
  turn: z.int().min(1),
  tstamp: z.number(),
});

/** huggingface.co/docs/trl/dataset_formats: "Preference" with explicit prompt, standard and conversational. */
const message = (role: z.ZodType<string>) => z.strictObject({ role, content: z.string() });
const metadata = z.looseObject({
  prompt_id: z.string(),
  chosen_contestant: z.string(),
  rejected_contestant: z.string(),
});
const dpoStandard = z.strictObject({ prompt: z.string().min(1), chosen: z.string(), rejected: z.string(), metadata });
const dpoConversation = z.strictObject({
  prompt: z.array(message(z.literal('user'))).min(1),
  chosen: z.array(message(z.enum(['user', 'assistant']))).min(1),
  rejected: z.array(message(z.enum(['user', 'assistant']))).min(1),
  metadata,
});

describe('an export for another tool', () => {
  it('is Arena-Hard judgments as documented, one line a match', async () => {
    const rows = parsedLines(await exported(bothOrders, 'arena-hard')).map((row) => arenaHardLine.parse(row));
    expect(rows).toHaveLength(48);
    expect(rows.every(({ games }) => games.every((game) => game !== null))).toBe(true);
    expect(rows[0]?.games[0]?.prompt.length).toBeGreaterThan(0);
    const single = parsedLines(await exported(oneOrder, 'arena-hard')).map((row) => arenaHardLine.parse(row));
    expect(single.every(({ games }) => games.filter((game) => game === null).length === 1)).toBe(true);
  });

  it('is FastChat pair judgments as documented', async () => {
    const rows = parsedLines(await exported(bothOrders, 'fastchat')).map((row) => fastchatLine.parse(row));
    expect(rows).toHaveLength(48);
    expect(rows[0]?.g1_user_prompt).not.toBe('');
  });

  it('is DPO pairs as documented, of decided and consistent matches alone', async () => {
    const pairs = parsedLines(await exported(bothOrders, 'dpo')).map((row) => dpoStandard.parse(row));
    const matches = parsedLines(await exported(bothOrders, 'jsonl'));
    expect(pairs.length).toBeGreaterThan(0);
    expect(pairs).toHaveLength(matches.filter(({ state }) => state === 'a' || state === 'b').length);
    expect(matches.some(({ state }) => state === 'inconsistent')).toBe(true);
    for (const { prompt, chosen, rejected, metadata: about } of pairs) {
      const number = /question (\d+)\?/.exec(prompt)?.[1];
      expect(chosen).toBe(`Answer ${about.chosen_contestant.slice(1)} to prompt ${number}.`);
      expect(rejected).toBe(`Answer ${about.rejected_contestant.slice(1)} to prompt ${number}.`);
    }
  });

  it('is DPO conversations where prompts have turns', async () => {
    const files = [
      responsesFile('all.jsonl', [
        { prompt_id: 'p1', turns: ['First?', 'Second?'] },
        { prompt_id: 'p1', contestant: 'x', turns: ['x one', 'x two'] },
        { prompt_id: 'p1', contestant: 'y', turns: ['y one', 'y two'] },
      ]),
    ];
    await importResponses({ database, scope, benchmark: 'turns', files });
    const run = await judged({ benchmark: 'turns', schedule: 'league' });
    const [pair] = parsedLines(await exported(run, 'dpo')).map((row) => dpoConversation.parse(row));
    const name = pair?.metadata.chosen_contestant;
    expect(pair?.prompt).toEqual([{ role: 'user', content: 'First?' }]);
    expect(pair?.chosen).toEqual([
      { role: 'assistant', content: `${name} one` },
      { role: 'user', content: 'Second?' },
      { role: 'assistant', content: `${name} two` },
    ]);
  });

  it('is one JSON line a match with prompt, task, round, sides, order, verdict, raw reply, tokens, latency, judge and prompt version', async () => {
    const matches = parsedLines(await exported(bothOrders, 'jsonl'));
    expect(matches).toHaveLength(48);
    expect(Object.keys(matches[0])).toEqual(
      expect.arrayContaining(['prompt_id', 'category', 'round', 'contestant_a', 'contestant_b', 'state']),
    );
    expect(matches[0].judgements).toHaveLength(2);
    expect(matches[0].judgements[0]).toMatchObject({
      judge: 'scripted',
      template: 'general@1',
      order: 1,
      first: 'a',
      verdict: expect.any(String),
      reply: expect.stringContaining('verdict'),
      input_tokens: expect.any(Number),
      output_tokens: expect.any(Number),
      latency_ms: expect.any(Number),
    });
  });

  it('is a leaderboard in every form, a picture too', async () => {
    expect(await exported(bothOrders, 'csv')).toMatch(/^contestant,rating,/);
    expect(await exported(weighted, 'csv')).toMatch(/flags,winRate,winRateSe\r\n/);
    expect(JSON.parse(await exported(bothOrders, 'json'))).toMatchObject({
      games: 96,
      ratings: expect.any(Array),
      provenance: expect.any(Array),
    });
    expect(await exported(bothOrders, 'html')).toMatch(/^<!doctype html>[\s\S]*<svg /);
    expect(await exported(bothOrders, 'md')).toContain('| Rank | Contestant |');
    expect(await exported(bothOrders, 'latex')).toContain('\\bottomrule');
    expect(await exported(bothOrders, 'svg')).toMatch(/^<svg /);
    const { value: png } = await exportRun(database, scope, { run: bothOrders, format: 'png' }).next();
    expect([...(png as Uint8Array).subarray(0, 4)]).toEqual([0x89, 0x50, 0x4e, 0x47]);
  });

  it('has every match once and in order, however many pages they fill', async () => {
    const team = await newTeam(database, 'pages-of-matches');
    const votes = Array.from({ length: 450 }, (_, index) => `p${index},x,y,${index % 3 ? 'a' : 'b'}\n`);
    const run = await imported(team, 'votes', `prompt_id,contestant_a,contestant_b,verdict\n${votes.join('')}`);
    const keys = parsedLines(await exported(run, 'jsonl', team)).map((match) => match.prompt_id);
    expect(keys).toEqual(Array.from({ length: 450 }, (_, index) => `p${index}`));
  });

  it('gives another team nothing', async () => {
    const stranger = await newTeam(database, 'stranger');
    for (const format of ['jsonl', 'dpo', 'fastchat'] as const)
      expect(await exported(bothOrders, format, stranger)).toBe('');
    await expect(exported(bothOrders, 'csv', stranger)).rejects.toMatchObject({
      report: { code: 'no-leaderboard-yet' },
    });
  });
});
