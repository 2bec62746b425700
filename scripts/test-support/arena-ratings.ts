import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';

const HISTORY = join(
  process.env.JOUST_SHARED_DATA ?? '../shared/data',
  'reference_leaderboards/chatbot_arena_elo_history_2023-05_2025-03.csv.gz',
);

/** Whether the history of the arena is there to be read. */
export const HAS_ARENA_HISTORY = existsSync(HISTORY);

/** Ratings of the Chatbot Arena on a day of its history (`20240617`), by model, highest first. */
export function arenaRatings(date: string): Map<string, number> {
  const rows: { key: string; rating: string; date: string }[] = parse(gunzipSync(readFileSync(HISTORY)), {
    columns: true,
  });
  const rated = rows.filter((row) => row.date === date).map((row): [string, number] => [row.key, Number(row.rating)]);
  return new Map(rated.sort((left, right) => right[1] - left[1]));
}
