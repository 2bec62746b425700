import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { type Game, gameTable } from './game-table.ts';
import { rankGames } from './rank-games.ts';

const folder = process.env.JOUST_SHARED_DATA ?? '../shared/data';
const isAbsent = !existsSync(folder);
const note = isAbsent ? ' (skipped: no shared data)' : '';

const csv = (path: string): Record<string, string>[] => parse(readFileSync(join(folder, path)), { columns: true });

const SCORES: Readonly<Record<string, number>> = { left: 1, right: 0, tie: 0.5 };

describe(`golden scores of evalica${note}`, () => {
  const files = {
    simple: 'evalica_golden/simple.csv',
    food: 'evalica_golden/food.csv',
    llmfao: 'llmfao/crowd-comparisons.csv',
  };
  for (const [name, path] of Object.entries(files)) {
    const read = () => {
      const golden = csv(`evalica_golden/${name}-golden.csv`);
      const scoresOf = (algorithm: string) =>
        new Map(golden.filter((row) => row.algorithm === algorithm).map((row) => [row.item!, Number(row.score)]));
      const games = csv(path).map((row) => ({
        contestantA: row.left!,
        contestantB: row.right!,
        score: SCORES[row.winner!]!,
      }));
      return { scoresOf, table: gameTable(games) };
    };

    it.skipIf(isAbsent)(`gives the Bradley–Terry scores of ${name} to 1e-12`, () => {
      const { scoresOf, table } = read();
      const golden = scoresOf('bradley_terry');
      const odds = rankGames(table, { rounds: 0 }).ratings.map(({ contestant, rating }) => {
        return { contestant, odds: 10 ** ((rating! - 1000) / 400) };
      });
      const total = odds.reduce((sum, entry) => sum + entry.odds, 0);
      expect(odds).toHaveLength(golden.size);
      for (const entry of odds)
        expect(Math.abs(entry.odds / total - golden.get(entry.contestant)!)).toBeLessThan(1e-12);
    });

    it.skipIf(isAbsent)(`gives the Elo ratings of ${name}, in file order with K = 4, to the last bits`, () => {
      const { scoresOf, table } = read();
      const golden = scoresOf('elo');
      const { ratings } = rankGames(table, { method: 'elo', rounds: 0 });
      expect(ratings).toHaveLength(golden.size);
      for (const { contestant, rating } of ratings)
        expect(Math.abs(rating! - golden.get(contestant)!)).toBeLessThan(1e-12);
    });
  }
});

interface PairwiseRow {
  question_id: number;
  model_a: string;
  model_b: string;
  judge_id: string;
  winner_ab: string;
  winner_ba: string;
}

/** Both orders of each recorded comparison as games of weight ½; the recorded winner is by shown position. */
function mtbenchGames(judge: string | null): Game[] {
  const lines = gunzipSync(readFileSync(join(folder, 'mtbench_en/pairwise.jsonl.gz')))
    .toString()
    .trim()
    .split('\n');
  const rows = lines.map((line) => JSON.parse(line) as PairwiseRow);
  return rows
    .filter((row) => judge === null || row.judge_id === judge)
    .flatMap((row) => {
      const game = {
        contestantA: row.model_a,
        contestantB: row.model_b,
        weight: 0.5,
        promptId: String(row.question_id),
      };
      const scores = [{ A: 1, B: 0, tie: 0.5 }[row.winner_ab], { A: 0, B: 1, tie: 0.5 }[row.winner_ba]];
      return scores.filter((score) => score !== undefined).map((score) => ({ ...game, score }));
    });
}

describe(`MT-bench comparisons${note}`, () => {
  it.skipIf(isAbsent)('gives the ratings by gpt-4o-mini within 0.1, with intervals of about 40 points each way', () => {
    const { ratings, games, warnings } = rankGames(gameTable(mtbenchGames('gpt-4o-mini')));
    expect(games).toBe(2387);
    expect(warnings).toEqual([]);
    const expected = [1238.2, 1065.8, 1001.7, 991.8, 866.9, 835.6];
    for (const [index, { rating, lower, upper }] of ratings.entries()) {
      expect(Math.abs(rating! - expected[index]!)).toBeLessThan(0.1);
      expect((upper! - lower!) / 2).toBeGreaterThan(30);
      expect((upper! - lower!) / 2).toBeLessThan(48);
    }
  });

  it.skipIf(isAbsent)('gives standard errors of 11 to 14 points when games are taken as independent', () => {
    const { ratings } = rankGames(gameTable(mtbenchGames('gpt-4o-mini')), { rowIntervals: true });
    for (const { se } of ratings) {
      expect(se).toBeGreaterThan(10.5);
      expect(se).toBeLessThan(14.5);
    }
  });

  it.skipIf(isAbsent)('gives the pooled ratings of all six judges within 0.1', () => {
    const { ratings } = rankGames(gameTable(mtbenchGames(null)), { rounds: 0 });
    const expected = [1158.0, 1045.8, 1020.8, 1006.6, 908.6, 860.1];
    for (const [index, { rating }] of ratings.entries()) expect(Math.abs(rating! - expected[index]!)).toBeLessThan(0.1);
  });
});
