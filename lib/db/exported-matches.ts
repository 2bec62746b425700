import type { TeamScope } from '#lib/access/team-scope.ts';
import type { ExportedMatch } from '#lib/dataset/export/exported-match.ts';
import type { Queryable } from './database.ts';

/** Matches read at once: with long answers a page is a few megabytes. */
const PAGE = 200;

// The page first, by its index; joined before it is cut, every page would read the rest of the run.
const MATCHES = `
  WITH page AS MATERIALIZED (
    SELECT * FROM match WHERE team_id = $1 AND run_id = $2 AND ordinal > $3 AND contestant_a_id IS NOT NULL AND contestant_b_id IS NOT NULL
    ORDER BY ordinal LIMIT ${PAGE})
  SELECT m.ordinal, bp.key AS prompt_id, bp.category, p.turns AS prompt, p.context, m.turn, m.round, m.slot, ca.name AS contestant_a,
    cb.name AS contestant_b, m.state, m.advanced_side AS advanced, m.advanced_by, ra.turns AS answer_a, rb.turns AS answer_b,
    (SELECT coalesce(json_agg(json_build_object(
        'judge', g.name, 'template', v.template_id || '@' || v.template_version, 'order', j."order", 'sample', j.sample,
        'verdict', j.verdict, 'probability_a', j.probability_a, 'probability_b', j.probability_b, 'probability_tie', j.probability_tie,
        'source', j.source, 'reason', j.reason, 'reply', t.reply, 'request', t.request, 'input_tokens', a.input_tokens,
        'output_tokens', a.output_tokens, 'latency_ms', a.latency_ms, 'cost', a.cost)
        ORDER BY rj.seat, j.judge_version_id, j."order", j.sample), '[]')
     FROM judgement j JOIN judge_version v ON v.id = j.judge_version_id JOIN judge g ON g.id = v.judge_id
     LEFT JOIN run_judge rj ON rj.run_id = j.run_id AND rj.judge_version_id = j.judge_version_id AND rj.generation = j.generation
     LEFT JOIN call c ON c.id = j.call_id
     LEFT JOIN call_text t ON t.call_id = coalesce(c.cached_from_id, c.id)
     LEFT JOIN call_attempt a ON a.call_id = c.id AND a.n = c.attempts
     WHERE j.match_id = m.id AND j.generation = m.generation) AS judgements
  FROM page m JOIN run r ON r.id = m.run_id
  JOIN benchmark_prompt bp ON bp.version_id = r.benchmark_version_id AND bp.prompt_id = m.prompt_id JOIN prompt p ON p.id = m.prompt_id
  JOIN contestant ca ON ca.id = m.contestant_a_id JOIN contestant cb ON cb.id = m.contestant_b_id
  LEFT JOIN response ra ON ra.id = m.response_a_id LEFT JOIN response rb ON rb.id = m.response_b_id
  ORDER BY m.ordinal`;

/**
 * The matches of a run whose entrants are known, in plan order, page by page. Each page is a query of its own: a reader who is
 * slow, or goes away, holds no connection. Judgements are those of the generation that the match's state comes from.
 */
export async function* exportedMatches(
  database: Queryable,
  scope: TeamScope,
  runId: string,
): AsyncGenerator<ExportedMatch[]> {
  let after = -1;
  for (;;) {
    const { rows } = await database.query<ExportedMatch & Record<string, unknown>>(MATCHES, [
      scope.teamId,
      runId,
      after,
    ]);
    if (rows.length > 0) yield rows;
    if (rows.length < PAGE) return;
    after = (rows.at(-1) as ExportedMatch).ordinal;
  }
}
