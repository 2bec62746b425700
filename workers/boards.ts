import type { Queue, Worker } from 'bullmq';
import { teamScope } from '#lib/access/team-scope.ts';
import type { Database } from '#lib/db/database.ts';
import { rankBoard } from '#lib/pipeline/rank-board.ts';
import type { QueueBackend } from '#lib/queue/backend.ts';
import { BOARDS_QUEUE, type BoardJob, boardJob } from '#lib/queue/jobs.ts';

/** A live leaderboard is fitted again no sooner than this many times the last fit took. */
const REST_FACTOR = 10;
const REST_AT_LEAST_MS = 1_000;

/** Ranks boards as they are asked for, one at a time. */
export interface BoardRanker {
  worker: Worker<BoardJob>;
  /** Asks for a new leaderboard of a run: at once when it has ended, else when the last one has rested. */
  ask(run: BoardJob & { ended: boolean }): Promise<void>;
}

/** Hands queued boards to the ranking engine. */
export function startBoardsWorker(backend: QueueBackend, queue: Queue<BoardJob>, database: Database): BoardRanker {
  const restUntil = new Map<string, number>();
  const worker = backend.worker<BoardJob>(
    BOARDS_QUEUE,
    async (job) => {
      const { runId, teamId } = boardJob.parse(job.data);
      const started = performance.now();
      await rankBoard(database, teamScope(teamId), runId);
      restUntil.set(runId, Date.now() + Math.max(REST_AT_LEAST_MS, REST_FACTOR * (performance.now() - started)));
    },
    { concurrency: 1 },
  );
  return {
    worker,
    async ask({ runId, teamId, ended }) {
      if (!ended && Date.now() < (restUntil.get(runId) ?? 0)) return;
      if (!ended) restUntil.set(runId, Date.now() + REST_AT_LEAST_MS);
      else restUntil.delete(runId);
      await queue.add('board', { runId, teamId }, { deduplication: { id: runId, keepLastIfActive: true } });
    },
  };
}
