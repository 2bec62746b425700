import type { TeamScope } from '#lib/access/team-scope.ts';
import type { Ranking } from '#lib/ranking/rank-games.ts';
import type { RankingWarning } from '#lib/ranking/ranking-warning.ts';
import type { WinRate } from '#lib/ranking/win-rate-against.ts';
import type { Database, Queryable } from './database.ts';
import { newId } from './new-id.ts';

/** How often everybody beats one contestant. */
export interface WinRates {
  reference: string;
  rates: WinRate[];
}

/** What a leaderboard says: the ranking, what was left out, and how often the answer shown first won. */
export interface LeaderboardContent extends Omit<Ranking, 'warnings'> {
  /** `said`: a sentence of a leaderboard from before warnings had codes. */
  warnings: (RankingWarning | { code: 'said'; said: string })[];
  /** Unusable judgements by verdict. */
  skipped: Record<string, number>;
  /** Matches judged in both orders that ended with usable verdicts, and how many of those contradict each other; null when one order is judged. */
  consistency: { matches: number; inconsistent: number } | null;
  /** Win rates against the one contestant that everybody met and nobody else; null without one, absent in old leaderboards. */
  winRates?: WinRates | null;
  /** Matches whose result is from a re-judging, and the newest generation; null or absent where there was none. */
  rejudged?: { matches: number; generation: number } | null;
  /** Share of decided judgements won by the answer shown first; null when nothing was decided. */
  firstShownWinRate: number | null;
}

/** One dated answer of a board. */
export interface LeaderboardRow {
  content: LeaderboardContent;
  inputWatermark: number;
  final: boolean;
  createdAt: Date;
}

/** The board that this run alone feeds, made if there is none. */
async function ensureRunBoard(transaction: Queryable, scope: TeamScope, runId: string): Promise<string> {
  const existing = await transaction.query<{ id: string }>(
    `SELECT board_id AS id FROM board_source WHERE team_id = $1 AND run_id = $2 LIMIT 1`,
    [scope.teamId, runId],
  );
  if (existing.rows[0]) return existing.rows[0].id;
  const { rows } = await transaction.query<{ id: string }>(
    `WITH made AS (
       INSERT INTO board (id, team_id, benchmark_version_id, judges_hash, settings_hash, name)
       SELECT $3, r.team_id, r.benchmark_version_id, (SELECT string_agg(judge_version_id::text, ',' ORDER BY judge_version_id) FROM run_judge WHERE run_id = r.id AND generation = 0),
              'run ' || r.id, 'Run #' || r.number FROM run r WHERE r.team_id = $1 AND r.id = $2
       ON CONFLICT (team_id, benchmark_version_id, judges_hash, settings_hash) DO UPDATE SET name = excluded.name RETURNING id, team_id),
     source AS (INSERT INTO board_source (team_id, board_id, run_id) SELECT team_id, id, $2 FROM made ON CONFLICT DO NOTHING)
     SELECT id FROM made`,
    [scope.teamId, runId, newId()],
  );
  return (rows[0] as { id: string }).id;
}

/** Stores a leaderboard once per input; a final one replaces the live ones before it. */
export async function storeLeaderboard(
  database: Database,
  scope: TeamScope,
  board: { runId: string; settingsHash: string; inputWatermark: number; content: LeaderboardContent; final: boolean },
): Promise<void> {
  await database.transaction(async (transaction) => {
    const boardId = await ensureRunBoard(transaction, scope, board.runId);
    await transaction.query(
      `INSERT INTO leaderboard AS l (id, team_id, board_id, input_watermark, settings_hash, ranking, final) VALUES ($1, $2, $3, $4, $5, $6, $7)
       ON CONFLICT (board_id, input_watermark, settings_hash) DO UPDATE SET final = l.final OR excluded.final`,
      [
        newId(),
        scope.teamId,
        boardId,
        board.inputWatermark,
        board.settingsHash,
        JSON.stringify(board.content),
        board.final,
      ],
    );
    await transaction.query(`DELETE FROM leaderboard WHERE board_id = $1 AND NOT final AND input_watermark < $2`, [
      boardId,
      board.inputWatermark,
    ]);
  });
}

/** The newest leaderboard of a run; null before the first. */
export async function newestLeaderboard(
  database: Queryable,
  scope: TeamScope,
  runId: string,
): Promise<LeaderboardRow | null> {
  const { rows } = await database.query<LeaderboardRow>(
    `SELECT l.ranking AS content, l.input_watermark AS "inputWatermark", l.final, l.created_at AS "createdAt"
     FROM board_source s JOIN leaderboard l ON l.board_id = s.board_id
     WHERE s.team_id = $1 AND s.run_id = $2 ORDER BY l.input_watermark DESC, l.created_at DESC LIMIT 1`,
    [scope.teamId, runId],
  );
  return rows[0] ?? null;
}

/** The final leaderboard of a run is not final any more: the run goes on. Those from before a re-judging stay. */
export async function reopenLeaderboards(transaction: Queryable, runId: string): Promise<void> {
  await transaction.query(
    `UPDATE leaderboard l SET final = false FROM board_source s JOIN run r ON r.id = s.run_id
     WHERE s.board_id = l.board_id AND s.run_id = $1 AND coalesce((l.ranking #>> '{rejudged,generation}')::int, 0) = r.generation`,
    [runId],
  );
}

/** Whether a leaderboard is the last word on a run that has ended. */
export function isFinalOf(
  leaderboard: Pick<LeaderboardRow, 'final' | 'content'>,
  run: { generation: number },
): boolean {
  return leaderboard.final && (leaderboard.content.rejudged?.generation ?? 0) === run.generation;
}

/** Ended runs whose final leaderboard is missing. */
export async function runsWithoutFinalLeaderboard(database: Queryable): Promise<{ id: string; teamId: string }[]> {
  const { rows } = await database.query<{ id: string; teamId: string }>(
    `SELECT r.id, r.team_id AS "teamId" FROM run r
     WHERE r.state IN ('COMPLETED', 'COMPLETED_WITH_GAPS', 'CANCELLED')
       AND EXISTS (SELECT 1 FROM judgement j WHERE j.run_id = r.id AND j.verdict IN ('a', 'b', 'tie'))
       AND NOT EXISTS (SELECT 1 FROM board_source s JOIN leaderboard l ON l.board_id = s.board_id WHERE s.run_id = r.id AND l.final
         AND (r.generation = 0 OR (l.ranking #>> '{rejudged,generation}')::int = r.generation))
     LIMIT 100`,
  );
  return rows;
}
