import { Worker } from 'node:worker_threads';
import type { GameTable } from '#lib/ranking/game-table.ts';
import type { Ranking, RankOptions } from '#lib/ranking/rank-games.ts';

/** A table on its way to the thread. */
export interface RankTask {
  id: number;
  table: GameTable;
  options: RankOptions;
}

export type RankAnswer = { id: number; ranking: Ranking; error?: undefined } | { id: number; error: Error };

interface Asker {
  resolve: (ranking: Ranking) => void;
  reject: (reason: Error) => void;
}

/** The thread of this process; starting one costs as much as many fits. */
let thread: Worker | null = null;
let lastId = 0;
const asking = new Map<number, Asker>();

/**
 * Ranks on a thread of its own, one table after another, so that requests and records do not wait for it. The thread is
 * started when it is first needed, and again if it died; it does not keep the process alive while it has nothing to do.
 * @throws what `rankGames` throws, or Error when the thread dies
 */
export function rankOnThread(table: GameTable, options: RankOptions): Promise<Ranking> {
  thread ??= startThread();
  thread.ref();
  lastId += 1;
  const id = lastId;
  return new Promise<Ranking>((resolve, reject) => {
    asking.set(id, { resolve, reject });
    thread?.postMessage({ id, table, options } satisfies RankTask);
  });
}

function startThread(): Worker {
  const started = new Worker(new URL('./rank-thread.ts', import.meta.url));
  started.on('message', (answer: RankAnswer) => {
    const asker = asking.get(answer.id);
    asking.delete(answer.id);
    if (asking.size === 0) started.unref();
    if (answer.error) asker?.reject(answer.error);
    else asker?.resolve(answer.ranking);
  });
  started.on('error', (error) => end(started, error));
  started.on('exit', (code) =>
    end(started, new Error(`The ranking thread ended with code ${code} before it answered.`)),
  );
  return started;
}

function end(ended: Worker, error: Error): void {
  if (thread !== ended) return;
  thread = null;
  for (const { reject } of asking.values()) reject(error);
  asking.clear();
}
