import type { TeamScope } from '#lib/access/team-scope.ts';
import type { Combination } from '#lib/judging/combine-jury.ts';
import type { Juror } from '#lib/judging/jurors-of-match.ts';
import type { Queryable } from './database.ts';
import type { Entrant } from './entrants.ts';
import { newId } from './new-id.ts';
import type { CacheMode, Plan, ScheduleName } from './run-row.ts';

/** A judge as pinned by a run. */
export interface NewJudgeVersion {
  name: string;
  settingsHash: string;
  endpoint: string;
  model: string;
  templateId: string;
  templateVersion: number;
  /** The system message of every request. */
  instructions: string;
  temperature: number | null;
  maxOutputTokens: number;
  timeoutMs: number;
  inputPrice: number | null;
  outputPrice: number | null;
  simulated: boolean;
}

/** A run as planned; nothing of it has been spent. */
export interface NewRun {
  benchmarkVersionId: string;
  schedule: ScheduleName;
  bothOrders: boolean;
  seed: string;
  inFlight: number;
  maxCalls: number | null;
  maxCost: number | null;
  cacheMode: CacheMode;
  planHash: string;
  plan: Plan;
  simulated: boolean;
  combination: Combination;
  excludeFamily: boolean;
  samples: number;
  entrants: readonly (Entrant & { anchor: boolean })[];
  jury: readonly Juror[];
}

/** The judge version with these settings, made if there is none. */
export async function ensureJudgeVersion(
  transaction: Queryable,
  scope: TeamScope,
  judge: NewJudgeVersion,
): Promise<string> {
  const judges = await transaction.query<{ id: string }>(
    `INSERT INTO judge (id, team_id, name) VALUES ($1, $2, $3)
     ON CONFLICT (team_id, name) DO UPDATE SET name = excluded.name RETURNING id`,
    [newId(), scope.teamId, judge.name],
  );
  const versions = await transaction.query<{ id: string }>(
    `INSERT INTO judge_version (id, team_id, judge_id, settings_hash, endpoint, model, template_id, template_version, temperature,
       max_output_tokens, timeout_ms, input_price, output_price, simulated, instructions)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
     ON CONFLICT (team_id, judge_id, settings_hash) DO UPDATE SET instructions = excluded.instructions RETURNING id`,
    [
      newId(),
      scope.teamId,
      judges.rows[0]?.id,
      judge.settingsHash,
      judge.endpoint,
      judge.model,
      judge.templateId,
      judge.templateVersion,
      judge.temperature,
      judge.maxOutputTokens,
      judge.timeoutMs,
      judge.inputPrice,
      judge.outputPrice,
      judge.simulated,
      judge.instructions,
    ],
  );
  return (versions.rows[0] as { id: string }).id;
}

/** Stores a planned run under the team's next number. */
export async function insertRun(transaction: Queryable, scope: TeamScope, run: NewRun): Promise<string> {
  const id = newId();
  await transaction.query('SELECT 1 FROM team WHERE id = $1 FOR UPDATE', [scope.teamId]);
  await transaction.query(
    `INSERT INTO run (id, team_id, number, benchmark_version_id, schedule, both_orders, seed, in_flight, max_calls, max_cost, cache_mode,
       state, plan_hash, plan, simulated, combination, exclude_family, samples)
     SELECT $1, $2, coalesce(max(number), 0) + 1, $3, $4, $5, $6, $7, $8, $9, $10, 'PLANNED', $11, $12, $13, $14, $15, $16 FROM run WHERE team_id = $2`,
    [
      id,
      scope.teamId,
      run.benchmarkVersionId,
      run.schedule,
      run.bothOrders,
      run.seed,
      run.inFlight,
      run.maxCalls,
      run.maxCost,
      run.cacheMode,
      run.planHash,
      JSON.stringify(run.plan),
      run.simulated,
      run.combination,
      run.excludeFamily,
      run.samples,
    ],
  );
  await transaction.query(
    `INSERT INTO run_contestant (team_id, run_id, contestant_id, submission_id, anchor, family)
     SELECT $1, $2, "contestantId", "submissionId", anchor, family
     FROM json_to_recordset($3::json) AS row ("contestantId" uuid, "submissionId" uuid, anchor boolean, family text)`,
    [scope.teamId, id, JSON.stringify(run.entrants)],
  );
  await insertJury(transaction, { teamId: scope.teamId, id }, run.jury);
  return id;
}

/** Seats judges in a run. */
export async function insertJury(
  transaction: Queryable,
  run: { teamId: string; id: string },
  jury: readonly Juror[],
): Promise<void> {
  await transaction.query(
    `INSERT INTO run_judge (team_id, run_id, judge_version_id, generation, seat, weight, categories, family)
     SELECT $1, $2, "judgeVersionId", generation, seat, weight, ARRAY(SELECT json_array_elements_text(categories)), family
     FROM json_to_recordset($3::json) AS row ("judgeVersionId" uuid, generation int, seat int, weight float8, categories json, family text)`,
    [run.teamId, run.id, JSON.stringify(jury)],
  );
}
