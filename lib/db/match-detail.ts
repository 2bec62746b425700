import type { TeamScope } from '#lib/access/team-scope.ts';
import type { Queryable } from './database.ts';
import type { Verdict } from './judgements.ts';
import type { AdvancedBy, MatchState, Side } from './matches.ts';
import type { CallNote } from './notes.ts';

/** A match with everything that was compared. Answers are null until the bracket says who plays. */
export interface MatchDetail {
  id: string;
  ordinal: number;
  round: number;
  slot: number;
  turn: number;
  first: Side | null;
  state: MatchState;
  generation: number;
  advancedSide: Side | null;
  advancedBy: AdvancedBy | null;
  promptId: string;
  promptKey: string;
  category: string | null;
  tags: string[];
  promptTurns: string[];
  context: string | null;
  reference: string[];
  contestantA: string | null;
  contestantB: string | null;
  answerA: string[] | null;
  answerB: string[] | null;
}

/** What one judge said once about a match. */
export interface JudgementDetail {
  id: string;
  callId: string | null;
  judge: string;
  model: string;
  template: string;
  judgeVersionId: string;
  order: number;
  sample: number;
  generation: number;
  verdict: Verdict;
  first: Side;
  reason: string | null;
  probabilityA: number | null;
  probabilityB: number | null;
  probabilityTie: number | null;
  source: 'call' | 'cache' | 'identical' | 'imported';
  attempts: AttemptDetail[];
}

/** One try to send a call. */
export interface AttemptDetail {
  n: number;
  outcome: string | null;
  httpStatus: number | null;
  inputTokens: number | null;
  outputTokens: number | null;
  /** USD. */
  cost: number | null;
  latencyMs: number | null;
  servedModel: string | null;
  note: CallNote | null;
}

/** A match of a run of the team; null when there is none. */
export async function readMatch(
  database: Queryable,
  scope: TeamScope,
  match: { runId: string; id: string },
): Promise<MatchDetail | null> {
  const { rows } = await database.query<MatchDetail>(
    `SELECT m.id, m.ordinal, m.round, m.slot, m.turn, m.first, m.state, m.generation, m.advanced_side AS "advancedSide",
       m.advanced_by AS "advancedBy", m.prompt_id AS "promptId", bp.key AS "promptKey", bp.category, bp.tags,
       p.turns AS "promptTurns", p.context, p.reference, ca.name AS "contestantA", cb.name AS "contestantB",
       ra.turns AS "answerA", rb.turns AS "answerB"
     FROM match m JOIN run r ON r.id = m.run_id
     JOIN benchmark_prompt bp ON bp.version_id = r.benchmark_version_id AND bp.prompt_id = m.prompt_id
     JOIN prompt p ON p.id = m.prompt_id
     LEFT JOIN contestant ca ON ca.id = m.contestant_a_id LEFT JOIN contestant cb ON cb.id = m.contestant_b_id
     LEFT JOIN response ra ON ra.id = m.response_a_id LEFT JOIN response rb ON rb.id = m.response_b_id
     WHERE m.team_id = $1 AND m.run_id = $2 AND m.id = $3`,
    [scope.teamId, match.runId, match.id],
  );
  return rows[0] ?? null;
}

/** Every judgement of a match, the newest generation first, each with its attempts. */
export async function readMatchJudgements(
  database: Queryable,
  scope: TeamScope,
  matchId: string,
): Promise<JudgementDetail[]> {
  const { rows } = await database.query<JudgementDetail>(
    `SELECT j.id, j.call_id AS "callId", g.name AS judge, v.model, v.template_id || ' ' || v.template_version AS template,
       j.judge_version_id AS "judgeVersionId", j."order", j.sample, j.generation, j.verdict, j.first, j.reason,
       j.probability_a AS "probabilityA", j.probability_b AS "probabilityB", j.probability_tie AS "probabilityTie", j.source,
       coalesce((SELECT json_agg(json_build_object('n', a.n, 'outcome', a.outcome, 'httpStatus', a.http_status,
           'inputTokens', a.input_tokens, 'outputTokens', a.output_tokens, 'cost', a.cost, 'latencyMs', a.latency_ms,
           'servedModel', a.served_model, 'note', a.note) ORDER BY a.n)
         FROM call_attempt a WHERE a.call_id = j.call_id), '[]') AS attempts
     FROM judgement j JOIN judge_version v ON v.id = j.judge_version_id JOIN judge g ON g.id = v.judge_id
     WHERE j.team_id = $1 AND j.match_id = $2
     ORDER BY j.generation DESC, g.name, j."order", j.sample`,
    [scope.teamId, matchId],
  );
  return rows;
}

/** What was sent for a call and what came back, verbatim; the instructions of old judge versions are in the messages. */
export interface CallTexts {
  instructions: string;
  messages: { role: 'system' | 'user' | 'assistant'; content: string }[];
  reply: string;
}

/** The texts of a call about a match of the run; null when there is none, or its texts were not kept. */
export async function readCallTexts(
  database: Queryable,
  scope: TeamScope,
  call: { runId: string; id: string },
): Promise<CallTexts | null> {
  const { rows } = await database.query<CallTexts>(
    `SELECT v.instructions, t.request AS messages, t.reply
     FROM call c JOIN judge_version v ON v.id = c.judge_version_id JOIN call_text t ON t.call_id = coalesce(c.cached_from_id, c.id)
     WHERE c.team_id = $1 AND c.run_id = $2 AND c.id = $3`,
    [scope.teamId, call.runId, call.id],
  );
  return rows[0] ?? null;
}
