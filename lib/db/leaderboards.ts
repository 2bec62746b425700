import type { TeamScope } from '#lib/access/team-scope.ts';
import type { Ranking } from '#lib/ranking/rank-games.ts';
import type { RankingWarning } from '#lib/ranking/ranking-warning.ts';
import type { WinRate } from '#lib/ranking/win-rate-against.ts';
import { ensureRunBoard } from './board-sources.ts';
import type { Database, Queryable } from './database.ts';
import { newId } from './new-id.ts';

/** How often everybody beats one contestant. */
export interface WinRates {
  reference: string;
  rates: WinRate[];
}

/** A run whose games are in a leaderboard. */
export interface LeaderboardSource {
  id: string;
  /** Number of the run. */
  run: number;
  generation: number;
  judgements: number;
  /** Whom it added; null for the run that the board began with. */
  newcomer: string | null;
}

/** What a leaderboard says: the ranking, what was left out, and how often the answer shown first won. */
export interface LeaderboardContent extends Omit<Ranking, 'warnings'> {
  /** `said`: a sentence of a leaderboard from before warnings had codes. */
  warnings: (RankingWarning | { code: 'said'; said: string })[];
  /** Unusable judgements by verdict. */
  skipped: Record<string, number>;
  /** Matches judged in both orders that ended with usable verdicts, and how many of those contradict each other; null when one order is judged. */
  consistency: { matches: number; inconsistent: number } | null;
  /** Matches whose result is from a re-judging, and the newest generation; null or absent where there was none. */
  rejudged?: { matches: number; generation: number } | null;
  /** Win rates against the one contestant that everybody met and nobody else; null without one, absent in old leaderboards. */
  winRates?: WinRates | null;
  /** The runs of a board that several feed, the first one first; null or absent where one run is all. */
  sources?: LeaderboardSource[] | null;
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

/**
 * The generation of run `r` that went into leaderboard `l`; null when the run is not in it. A board that one run feeds names no
 * sources.
 */
const GENERATION_IN = `CASE WHEN jsonb_typeof(l.ranking -> 'sources') = 'array'
  THEN (SELECT (source ->> 'generation')::int FROM jsonb_array_elements(l.ranking -> 'sources') AS source WHERE source ->> 'id' = r.id::text)
  WHEN r.schedule <> 'newcomer' THEN coalesce((l.ranking #>> '{rejudged,generation}')::int, 0) END`;

/**
 * The final leaderboards that hold a run as it is are not final any more: the run goes on. Those from before a re-judging, or from
 * before it fed the board, stay.
 */
export async function reopenLeaderboards(transaction: Queryable, runId: string): Promise<void> {
  await transaction.query(
    `UPDATE leaderboard l SET final = false FROM board_source s JOIN run r ON r.id = s.run_id
     WHERE s.board_id = l.board_id AND s.run_id = $1 AND ${GENERATION_IN} = r.generation`,
    [runId],
  );
}

/** Whether a leaderboard is the last word on a run that has ended. */
export function isFinalOf(
  { final, content }: Pick<LeaderboardRow, 'final' | 'content'>,
  run: { id: string; generation: number; schedule: string },
): boolean {
  if (!final) return false;
  if (content.sources)
    return content.sources.some(({ id, generation }) => id === run.id && generation === run.generation);
  return run.schedule !== 'newcomer' && (content.rejudged?.generation ?? 0) === run.generation;
}

/** Ended runs whose final leaderboard is missing. */
export async function runsWithoutFinalLeaderboard(database: Queryable): Promise<{ id: string; teamId: string }[]> {
  const { rows } = await database.query<{ id: string; teamId: string }>(
    `SELECT r.id, r.team_id AS "teamId" FROM run r
     WHERE r.state IN ('COMPLETED', 'COMPLETED_WITH_GAPS', 'CANCELLED')
       AND EXISTS (SELECT 1 FROM judgement j WHERE j.run_id = r.id AND j.verdict IN ('a', 'b', 'tie'))
       AND NOT EXISTS (SELECT 1 FROM board_source s JOIN leaderboard l ON l.board_id = s.board_id
         WHERE s.run_id = r.id AND l.final AND ${GENERATION_IN} = r.generation)
     LIMIT 100`,
  );
  return rows;
}
