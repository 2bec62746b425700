import type { TeamScope } from '#lib/access/team-scope.ts';
import type { Juror } from '#lib/judging/jurors-of-match.ts';
import type { Database } from './database.ts';

/** The judgements of a run that count, as columns, in plan order: match by match. Of each match, those of the generation its result is from. */
export interface RunGames {
  /** Every contestant of the run, whether it played or not. */
  contestants: string[];
  /** Of the contestants. */
  families: (string | null)[];
  promptKeys: string[];
  /** Of the prompts. */
  categories: (string | null)[];
  /** Judge versions of all generations. */
  jury: Juror[];
  /** Place of the match in the plan. */
  match: number[];
  a: number[];
  b: number[];
  prompt: number[];
  verdict: string[];
  /** Score of a where a judge that is not ours gave probabilities: P(a) + P(tie) / 2; null where the verdict counts. */
  fraction: (number | null)[];
  /** 1: contestant a was shown first; 2: contestant b; 0: nobody knows. */
  order: number[];
  judgeVersionId: string[];
  generation: number[];
  /** Matches whose result is from a re-judging. */
  rejudged: number;
  /** How many judgements the run has, unusable and older ones included. */
  watermark: number;
}

/** The columns with a row for each judgement. */
export const GAME_COLUMNS = [
  'match',
  'a',
  'b',
  'prompt',
  'verdict',
  'fraction',
  'order',
  'judgeVersionId',
  'generation',
] as const satisfies readonly (keyof RunGames)[];

interface GameRow {
  a: number;
  b: number;
  prompt: number;
  verdict: string;
  fraction: number | null;
  order: number;
  match: number;
  judgeVersionId: string;
  generation: number;
}

const PAGE = 20_000;

/** Reads a run's judgements page by page on one snapshot, so that memory holds one page of rows and the columns. */
export async function readRunGames(database: Database, scope: TeamScope, runId: string): Promise<RunGames> {
  return database.transaction(async (transaction) => {
    await transaction.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY');
    const names = await transaction.query<{ name: string; family: string | null }>(
      `SELECT c.name, rc.family FROM run_contestant rc JOIN contestant c ON c.id = rc.contestant_id
       WHERE rc.team_id = $1 AND rc.run_id = $2 ORDER BY c.name COLLATE "C"`,
      [scope.teamId, runId],
    );
    const prompts = await transaction.query<{ key: string; category: string | null }>(
      `SELECT bp.key, bp.category FROM run r JOIN benchmark_prompt bp ON bp.version_id = r.benchmark_version_id
       WHERE r.team_id = $1 AND r.id = $2 ORDER BY bp.ordinal`,
      [scope.teamId, runId],
    );
    const totals = await transaction.query<{ jury: Juror[]; rejudged: number; watermark: number }>(
      `SELECT (SELECT json_agg(json_build_object('judgeVersionId', judge_version_id, 'seat', seat, 'weight', weight, 'categories', categories,
           'family', family, 'generation', generation) ORDER BY generation, seat) FROM run_judge WHERE run_id = r.id) AS jury,
         CASE WHEN generation = 0 THEN 0 ELSE (SELECT count(*)::int FROM match WHERE run_id = r.id AND generation > 0) END AS rejudged,
         (SELECT count(*)::int FROM judgement WHERE run_id = r.id) AS watermark
       FROM run r WHERE team_id = $1 AND id = $2`,
      [scope.teamId, runId],
    );
    const games: RunGames = {
      contestants: names.rows.map((row) => row.name),
      families: names.rows.map((row) => row.family),
      promptKeys: prompts.rows.map((row) => row.key),
      categories: prompts.rows.map((row) => row.category),
      jury: totals.rows[0]?.jury ?? [],
      match: [],
      a: [],
      b: [],
      prompt: [],
      verdict: [],
      fraction: [],
      order: [],
      judgeVersionId: [],
      generation: [],
      rejudged: totals.rows[0]?.rejudged ?? 0,
      watermark: totals.rows[0]?.watermark ?? 0,
    };
    await transaction.query(
      `DECLARE game CURSOR FOR
       WITH place AS (SELECT rc.contestant_id AS id, row_number() OVER (ORDER BY c.name COLLATE "C")::int - 1 AS position
                      FROM run_contestant rc JOIN contestant c ON c.id = rc.contestant_id WHERE rc.run_id = $2),
         prompt AS (SELECT bp.prompt_id AS id, row_number() OVER (ORDER BY bp.ordinal)::int - 1 AS position
                    FROM run r JOIN benchmark_prompt bp ON bp.version_id = r.benchmark_version_id WHERE r.id = $2)
       SELECT pa.position AS a, pb.position AS b, p.position AS prompt, j.verdict, j."order",
         m.ordinal AS match, j.judge_version_id AS "judgeVersionId", j.generation,
         CASE WHEN j.source = 'imported' THEN j.probability_a + j.probability_tie / 2 END AS fraction
       FROM judgement j JOIN match m ON m.id = j.match_id AND m.generation = j.generation
       JOIN place pa ON pa.id = m.contestant_a_id JOIN place pb ON pb.id = m.contestant_b_id JOIN prompt p ON p.id = m.prompt_id
       LEFT JOIN run_judge rj ON rj.run_id = j.run_id AND rj.judge_version_id = j.judge_version_id AND rj.generation = j.generation
       WHERE j.team_id = $1 AND j.run_id = $2
       ORDER BY m.ordinal, rj.seat, j.judge_version_id, j."order", j.sample`,
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
    games.match.push(row.match);
    games.judgeVersionId.push(row.judgeVersionId);
    games.generation.push(row.generation);
  }
}
