import { parentPort, workerData } from 'node:worker_threads';
import type { GameTable } from '#lib/ranking/game-table.ts';
import { type RankOptions, rankGames } from '#lib/ranking/rank-games.ts';

const { table, options } = workerData as { table: GameTable; options: RankOptions };
parentPort?.postMessage(rankGames(table, options));
