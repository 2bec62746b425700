import type { TeamScope } from '#lib/access/team-scope.ts';
import type { Database } from './database.ts';
import { readJudgementWeights } from './judgement-weights.ts';

/** One match as it is listed and exported. */
export interface MatchLine {
  prompt_id: string;
  category: string | null;
  round: number;
  slot: number;
  contestant_a: string | null;
  contestant_b: string | null;
  first: 'a' | 'b' | null;
  state: string;
  /** 0, or which re-judging `state` is from. */
  generation: number;
  advanced: 'a' | 'b' | null;
  advanced_by: string | null;
}

/** One judgement as it is exported: what `rank` reads, and where it came from. */
export interface JudgementLine {
  prompt_id: string;
  category: string | null;
  contestant_a: string;
  contestant_b: string;
  /** Null where a judge that is not ours gave probabilities: then `score` counts. */
  verdict: string | null;
  /** P(a) + P(tie) / 2; null where the verdict counts. */
  score: number | null;
  probability_a: number | null;
  probability_b: number | null;
  probability_tie: number | null;
  /** Null where nobody knows. */
  first: 'a' | 'b' | null;
  weight: number;
  judge: string;
  /** 0, or which re-judging gave it. */
  generation: number;
  sample: number;
  turn: number;
  round: number;
  order: number;
  source: string;
  reason: string | null;
  reply: string | null;
  input_tokens: number | null;
  output_tokens: number | null;
  latency_ms: number | null;
  cost: number | null;
  template: string;
}

const PAGE = 2_000;

const MATCHES = `
  SELECT bp.key AS prompt_id, bp.category, m.round, m.slot, ca.name AS contestant_a, cb.name AS contestant_b, m.first, m.state, m.generation,
    m.advanced_side AS advanced, m.advanced_by
  FROM match m JOIN run r ON r.id = m.run_id
  JOIN benchmark_prompt bp ON bp.version_id = r.benchmark_version_id AND bp.prompt_id = m.prompt_id
  LEFT JOIN contestant ca ON ca.id = m.contestant_a_id LEFT JOIN contestant cb ON cb.id = m.contestant_b_id
  WHERE m.team_id = $1 AND m.run_id = $2 ORDER BY bp.ordinal, m.round, m.slot`;

const JUDGEMENTS = `
  SELECT bp.key AS prompt_id, bp.category, ca.name AS contestant_a, cb.name AS contestant_b,
    CASE WHEN j.source = 'imported' AND j.probability_a IS NOT NULL THEN NULL ELSE j.verdict END AS verdict,
    CASE WHEN j.source = 'imported' THEN j.probability_a + j.probability_tie / 2 END AS score,
    j.probability_a, j.probability_b, j.probability_tie, CASE WHEN j."order" <> 0 THEN j.first END AS first,
    CASE WHEN r.both_orders THEN 0.5 ELSE 1 END::float8 AS weight, g.name AS judge, j.generation, j.sample, j.turn, m.round, j."order", j.source, j.reason, t.reply,
    a.input_tokens, a.output_tokens, a.latency_ms, a.cost, v.template_id || '@' || v.template_version AS template, j.judge_version_id AS "judgeVersionId"
  FROM judgement j JOIN match m ON m.id = j.match_id AND m.generation = j.generation JOIN run r ON r.id = j.run_id
  JOIN benchmark_prompt bp ON bp.version_id = r.benchmark_version_id AND bp.prompt_id = m.prompt_id
  JOIN contestant ca ON ca.id = m.contestant_a_id JOIN contestant cb ON cb.id = m.contestant_b_id
  JOIN judge_version v ON v.id = j.judge_version_id JOIN judge g ON g.id = v.judge_id
  LEFT JOIN call c ON c.id = j.call_id
  LEFT JOIN call_text t ON t.call_id = coalesce(c.cached_from_id, c.id)
  LEFT JOIN call_attempt a ON a.call_id = c.id AND a.n = c.attempts
  LEFT JOIN run_judge rj ON rj.run_id = j.run_id AND rj.judge_version_id = j.judge_version_id AND rj.generation = j.generation
  WHERE j.team_id = $1 AND j.run_id = $2 ORDER BY m.ordinal, j."order", rj.seat, j.judge_version_id, j.sample`;

/** The matches of a run, prompt by prompt, a page of rows in memory at a time. */
export function matchLines(
  database: Database,
  scope: TeamScope,
  runId: string,
  onPage: (lines: MatchLine[]) => Promise<void>,
): Promise<void> {
  return pages<MatchLine>(database, MATCHES, [scope.teamId, runId], onPage);
}

/**
 * The judgements of a run that count, in plan order, a page of rows in memory at a time: of a match that was judged again,
 * those its result is from.
 */
export async function judgementLines(
  database: Database,
  scope: TeamScope,
  runId: string,
  onPage: (lines: JudgementLine[]) => Promise<void>,
): Promise<void> {
  const weightOf = await readJudgementWeights(database, scope, runId);
  await pages<JudgementRow>(database, JUDGEMENTS, [scope.teamId, runId], (rows) =>
    onPage(
      rows.map(({ judgeVersionId, ...line }) => {
        const { category, generation, contestant_a: contestantA, contestant_b: contestantB } = line;
        // Verdicts from elsewhere have no panel: the statement has weighed them.
        if (line.source === 'imported') return line;
        return { ...line, weight: weightOf({ judgeVersionId, generation, category, contestantA, contestantB }) };
      }),
    ),
  );
}

interface JudgementRow extends JudgementLine {
  judgeVersionId: string;
}

async function pages<Line extends object>(
  database: Database,
  sql: string,
  values: unknown[],
  onPage: (lines: Line[]) => Promise<void>,
): Promise<void> {
  await database.transaction(async (transaction) => {
    await transaction.query(`DECLARE line NO SCROLL CURSOR FOR ${sql}`, values);
    for (;;) {
      const { rows } = await transaction.query<Line & Record<string, unknown>>(`FETCH ${PAGE} FROM line`);
      await onPage(rows);
      if (rows.length < PAGE) return;
    }
  });
}
