import type { TeamScope } from '#lib/access/team-scope.ts';
import type { Database } from './database.ts';

/** The judgements of a run as columns, in plan order: match by match, order by order. */
export interface RunGames {
  /** Every contestant of the run, whether it played or not. */
  contestants: string[];
  promptKeys: string[];
  a: number[];
  b: number[];
  prompt: number[];
  verdict: string[];
  /** Score of a where a judge that is not ours gave probabilities: P(a) + P(tie) / 2; null where the verdict counts. */
  fraction: (number | null)[];
  /** 1: contestant a was shown first; 2: contestant b; 0: nobody knows. */
  order: number[];
  /** How many judgements went in, unusable ones included. */
  watermark: number;
}

interface GameRow {
  a: number;
  b: number;
  prompt: number;
  verdict: string;
  fraction: number | null;
  order: number;
}

const PAGE = 20_000;

/** Reads a run's judgements page by page on one snapshot, so that memory holds one page of rows and the columns. */
export async function readRunGames(database: Database, scope: TeamScope, runId: string): Promise<RunGames> {
  return database.transaction(async (transaction) => {
    await transaction.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY');
    const names = await transaction.query<{ name: string }>(
      `SELECT c.name FROM run_contestant rc JOIN contestant c ON c.id = rc.contestant_id
       WHERE rc.team_id = $1 AND rc.run_id = $2 ORDER BY c.name COLLATE "C"`,
      [scope.teamId, runId],
    );
    const prompts = await transaction.query<{ key: string }>(
      `SELECT bp.key FROM run r JOIN benchmark_prompt bp ON bp.version_id = r.benchmark_version_id
       WHERE r.team_id = $1 AND r.id = $2 ORDER BY bp.ordinal`,
      [scope.teamId, runId],
    );
    const games: RunGames = {
      contestants: names.rows.map((row) => row.name),
      promptKeys: prompts.rows.map((row) => row.key),
      a: [],
      b: [],
      prompt: [],
      verdict: [],
      fraction: [],
      order: [],
      watermark: 0,
    };
    await transaction.query(
      `DECLARE game CURSOR FOR
       WITH place AS (SELECT rc.contestant_id AS id, row_number() OVER (ORDER BY c.name COLLATE "C")::int - 1 AS position
                      FROM run_contestant rc JOIN contestant c ON c.id = rc.contestant_id WHERE rc.run_id = $2),
         prompt AS (SELECT bp.prompt_id AS id, row_number() OVER (ORDER BY bp.ordinal)::int - 1 AS position
                    FROM run r JOIN benchmark_prompt bp ON bp.version_id = r.benchmark_version_id WHERE r.id = $2)
       SELECT pa.position AS a, pb.position AS b, p.position AS prompt, j.verdict, j."order",
         CASE WHEN j.source = 'imported' THEN j.probability_a + j.probability_tie / 2 END AS fraction
       FROM judgement j JOIN match m ON m.id = j.match_id
       JOIN place pa ON pa.id = m.contestant_a_id JOIN place pb ON pb.id = m.contestant_b_id JOIN prompt p ON p.id = m.prompt_id
       WHERE j.team_id = $1 AND j.run_id = $2
       ORDER BY m.ordinal, j.judge_version_id, j."order", j.sample`,
      [scope.teamId, runId],
    );
    for (;;) {
      const { rows } = await transaction.query<GameRow>(`FETCH ${PAGE} FROM game`);
      append(games, rows);
      if (rows.length < PAGE) return games;
    }
  });
}

function append(games: RunGames, rows: readonly GameRow[]): void {
  for (const row of rows) {
    games.a.push(row.a);
    games.b.push(row.b);
    games.prompt.push(row.prompt);
    games.verdict.push(row.verdict);
    games.fraction.push(row.fraction);
    games.order.push(row.order);
  }
  games.watermark += rows.length;
}
