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
  /** Asks for nothing more by itself. */
  stop(): void;
}

/** Hands queued boards to the ranking engine. */
export function startBoardsWorker(options: {
  backend: QueueBackend;
  queue: Queue<BoardJob>;
  database: Database;
  onError: (error: Error) => void;
}): BoardRanker {
  const { backend, queue, database, onError } = options;
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
  const later = new Map<string, NodeJS.Timeout>();

  async function ask({ runId, teamId, ended }: BoardJob & { ended: boolean }): Promise<void> {
    const restMs = ended ? 0 : (restUntil.get(runId) ?? 0) - Date.now();
    if (restMs > 0) return askLater({ runId, teamId }, restMs);
    clearTimeout(later.get(runId));
    later.delete(runId);
    if (ended) restUntil.delete(runId);
    else restUntil.set(runId, Date.now() + REST_AT_LEAST_MS);
    await queue.add('board', { runId, teamId }, { deduplication: { id: runId, keepLastIfActive: true } });
  }

  /** What comes while a leaderboard rests is in the next one, even if nothing comes after it. */
  function askLater(run: BoardJob, restMs: number): void {
    if (later.has(run.runId)) return;
    const again = () => {
      later.delete(run.runId);
      ask({ ...run, ended: false }).catch(onError);
    };
    later.set(run.runId, setTimeout(again, restMs));
  }

  return {
    worker,
    ask,
    stop() {
      for (const timer of later.values()) clearTimeout(timer);
    },
  };
}
