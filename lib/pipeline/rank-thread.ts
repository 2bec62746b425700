import { parentPort } from 'node:worker_threads';
import { rankGames } from '#lib/ranking/rank-games.ts';
import type { RankAnswer, RankTask } from './rank-on-thread.ts';

parentPort?.on('message', ({ id, table, options }: RankTask) =>
  parentPort?.postMessage(answer(id, { table, options })),
);

function answer(id: number, { table, options }: Omit<RankTask, 'id'>): RankAnswer {
  try {
    return { id, ranking: rankGames(table, options) };
  } catch (error) {
    return { id, error: error instanceof Error ? error : new Error(String(error)) };
  }
}
