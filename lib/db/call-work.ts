import type { Queryable } from './database.ts';
import type { CacheMode } from './run-row.ts';

/** Everything needed to make a pairwise call: frozen when the call was created. */
export interface CallWork {
  id: string;
  teamId: string;
  runId: string;
  matchId: string;
  judgeVersionId: string;
  order: number;
  turn: number;
  sample: number;
  generation: number;
  /** Place in the plan. */
  ordinal: number;
  attempts: number;
  transientCount: number;
  reaskCount: number;
  seed: string;
  /** `bypass` for whatever is judged again: the answer given before is not what is asked for. */
  cacheMode: CacheMode;
  endpoint: string;
  model: string;
  templateId: string;
  templateVersion: number;
  temperature: number | null;
  maxOutputTokens: number;
  timeoutMs: number;
  inputPrice: number | null;
  outputPrice: number | null;
  promptTurns: string[];
  context: string | null;
  reference: string[];
  answerA: string[];
  answerB: string[];
  /** The raw reply of the attempt before, when it is to be asked again. */
  badReply: string | null;
}

/** What is still needed of a call once it has been made: its work without the texts. */
export type CallFrame = Pick<
  CallWork,
  | 'id'
  | 'teamId'
  | 'runId'
  | 'matchId'
  | 'judgeVersionId'
  | 'order'
  | 'turn'
  | 'sample'
  | 'generation'
  | 'cacheMode'
  | 'endpoint'
  | 'inputPrice'
  | 'outputPrice'
>;

/**
 * Loads the work of calls that are ready; calls that are not are left out. Turns come as JSON: the driver reads it ten times
 * as fast as arrays.
 */
export async function loadCallWork(database: Queryable, ids: readonly string[]): Promise<Map<string, CallWork>> {
  const { rows } = await database.query<CallWork>(
    `SELECT c.id, c.team_id AS "teamId", c.run_id AS "runId", m.id AS "matchId", c.judge_version_id AS "judgeVersionId", c."order", c.turn,
       c.sample, c.generation, c.ordinal, c.attempts, c.transient_count AS "transientCount", c.reask_count AS "reaskCount",
       r.seed, CASE WHEN c.generation > 0 THEN 'bypass' ELSE r.cache_mode::text END AS "cacheMode", jv.endpoint, jv.model, jv.template_id AS "templateId", jv.template_version AS "templateVersion",
       jv.temperature, jv.max_output_tokens AS "maxOutputTokens", jv.timeout_ms AS "timeoutMs", jv.input_price AS "inputPrice",
       jv.output_price AS "outputPrice", array_to_json(p.turns) AS "promptTurns", p.context,
       array_to_json(p.reference) AS reference, array_to_json(ra.turns) AS "answerA", array_to_json(rb.turns) AS "answerB",
       CASE WHEN c.reask_count > 0 THEN t.reply END AS "badReply"
     FROM call c
     JOIN run r ON r.id = c.run_id JOIN judge_version jv ON jv.id = c.judge_version_id
     JOIN match m ON m.id = c.subject_key::uuid JOIN prompt p ON p.id = m.prompt_id
     JOIN response ra ON ra.id = m.response_a_id JOIN response rb ON rb.id = m.response_b_id
     LEFT JOIN call_text t ON t.call_id = c.id
     WHERE c.id = ANY($1::uuid[]) AND c.status::text = 'READY' AND r.state::text = 'RUNNING'`,
    [ids],
  );
  return new Map(rows.map((row) => [row.id, row]));
}
