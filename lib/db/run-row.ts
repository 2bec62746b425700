import type { TeamScope } from '#lib/access/team-scope.ts';
import type { Combination } from '#lib/judging/combine-jury.ts';
import type { Juror } from '#lib/judging/jurors-of-match.ts';
import type { Queryable } from './database.ts';
import type { RunNote } from './notes.ts';
import { RUNNING_MS } from './run-clock.ts';

export type RunState =
  | 'DRAFT'
  | 'PLANNED'
  | 'RUNNING'
  | 'PAUSING'
  | 'PAUSED'
  | 'COMPLETED'
  | 'COMPLETED_WITH_GAPS'
  | 'CANCELLING'
  | 'CANCELLED'
  | 'FAILED';
export type PauseReason = 'user' | 'calls' | 'cost' | 'blocked' | 'failed' | 'trial' | 'month';
export type ScheduleName = 'knockout' | 'league' | 'random' | 'anchored' | 'swiss' | 'newcomer' | 'imported';
export type CacheMode = 'use' | 'bypass' | 'refresh';

/** Tokens, with a range. */
export interface TokenRange {
  expected: number;
  low: number;
  high: number;
}

/** What calls will cost, with what that rests on. */
export interface CostEstimate {
  tokens: { input: TokenRange; output: TokenRange };
  /** USD; null when a judge's price is unknown. */
  cost: { low: number; high: number } | null;
  /**
   * `assumed`: counted in another encoding than the judge's; `counted`: in its own; `run`, `earlier`: as it billed its replies
   * in this run, or in the last one.
   */
  basis: { kind: 'assumed' | 'counted' | 'run' | 'earlier'; replies: number };
}

/** Where a price comes from: the run's settings, the team's own list, the published one, a simulator, nowhere. */
export type PriceSource = 'run' | 'own' | 'published' | 'simulated' | 'unknown';

/** What a plan promises before anything is spent. */
export interface Plan {
  matches: number;
  /** Calls that will be made if no answers of a later round turn out identical; an exact number for schedules without brackets. */
  calls: number;
  /** Matches between identical answers known now: they cost nothing. */
  identical: number;
  tokens: { input: number; output: number };
  /** Left out in plans from before it was kept. */
  ranges?: CostEstimate['tokens'];
  /** What the whole run was expected to cost when its trial was over. */
  afterTrial?: { tokens: { input: number; output: number }; cost: { low: number; high: number } | null };
  basis?: CostEstimate['basis'];
  /** By seat. */
  priceSources?: PriceSource[];
  /** USD; null when the judge's price is unknown. */
  cost: { low: number; high: number } | null;
  /** Answers missing, by contestant: left out of those prompts. */
  missing: { contestant: string; prompts: number }[];
  /** Calls of each judge, by seat; absent in plans from before juries. */
  juryCalls?: number[];
  contestants: number;
  prompts: number;
}

/** A judge version in the jury of a run, with its names. */
export interface RunJudge extends Juror {
  name: string;
  model: string;
  endpoint: string;
  templateId: string;
  templateVersion: number;
  maxOutputTokens: number;
  /** USD per million tokens; null when unknown. */
  inputPrice: number | null;
  outputPrice: number | null;
}

/** A run as stored, with the names people know it by. */
export interface RunRow {
  id: string;
  teamId: string;
  number: number;
  benchmarkId: string;
  benchmark: string;
  benchmarkVersion: number;
  benchmarkVersionId: string;
  schedule: ScheduleName;
  bothOrders: boolean;
  /** Of a Swiss tournament; null: as many as cost what a knockout costs. Matches of a newcomer on each prompt. */
  rounds: number | null;
  seed: string;
  inFlight: number;
  maxCalls: number | null;
  maxCost: number | null;
  /** The requests of a trial that is not over; null when there is none. */
  trialCalls: number | null;
  cacheMode: CacheMode;
  state: RunState;
  pauseReason: PauseReason | null;
  stateNote: RunNote | null;
  planHash: string;
  plan: Plan;
  requests: number;
  /** USD; meaningless while `priceKnown` is false. */
  spend: number;
  priceKnown: boolean;
  /** Attempts that may have been billed although nobody said how much, and what they cost at most, USD. */
  unreportedAttempts: number;
  unreportedCost: number;
  inputTokens: number;
  outputTokens: number;
  simulated: boolean;
  /** Of the run itself: judges of a re-judging are not among them. By seat, then category. */
  judges: RunJudge[];
  combination: Combination;
  excludeFamily: boolean;
  samples: number;
  /** The newest generation of judgements; 0 until it is re-judged. */
  generation: number;
  /** The first judge, and how many sit beside it. */
  judgeName: string;
  judgeModel: string;
  judgeEndpoint: string;
  judgeVersionId: string;
  templateId: string;
  templateVersion: number;
  createdAt: Date;
  startedAt: Date | null;
  endedAt: Date | null;
  /** How long it has been under way when it was read; pauses do not count. */
  runningMs: number;
  /** What its owner calls it; null: only its number. */
  name: string | null;
  notes: string;
  archivedAt: Date | null;
  /** Number of the run that it repeats with something changed. */
  originNumber: number | null;
}

const RUN_COLUMNS = `
  r.id, r.team_id AS "teamId", r.number, b.id AS "benchmarkId", b.name AS benchmark, bv.number AS "benchmarkVersion", bv.id AS "benchmarkVersionId",
  r.schedule, r.both_orders AS "bothOrders", r.rounds, r.seed, r.in_flight AS "inFlight", r.max_calls AS "maxCalls", r.max_cost AS "maxCost", r.trial_calls AS "trialCalls",
  r.cache_mode AS "cacheMode", r.state, r.pause_reason AS "pauseReason", r.state_note AS "stateNote", r.plan_hash AS "planHash",
  r.plan, r.requests_reserved AS requests, r.spend, r.unreported_attempts AS "unreportedAttempts",
  r.unreported_cost AS "unreportedCost", jury."priceKnown", r.input_tokens::float8 AS "inputTokens", r.output_tokens::float8 AS "outputTokens",
  r.simulated, r.combination, r.exclude_family AS "excludeFamily", r.samples, r.generation, coalesce(jury.judges, '[]') AS judges,
  (jury.judges -> 0 ->> 'name') || CASE WHEN jury.seats > 1 THEN ' +' || jury.seats - 1 ELSE '' END AS "judgeName",
  jury.judges -> 0 ->> 'model' AS "judgeModel", jury.judges -> 0 ->> 'endpoint' AS "judgeEndpoint",
  jury.judges -> 0 ->> 'judgeVersionId' AS "judgeVersionId", jury.judges -> 0 ->> 'templateId' AS "templateId",
  (jury.judges -> 0 ->> 'templateVersion')::int AS "templateVersion",
  r.created_at AS "createdAt", r.started_at AS "startedAt", r.ended_at AS "endedAt", ${RUNNING_MS} AS "runningMs",
  r.name, r.notes, r.archived_at AS "archivedAt", (SELECT o.number FROM run o WHERE o.id = r.origin_run_id) AS "originNumber"`;

const RUN_TABLES = `
  run r JOIN benchmark_version bv ON bv.id = r.benchmark_version_id JOIN benchmark b ON b.id = bv.benchmark_id
  CROSS JOIN LATERAL (
    SELECT bool_and(jv.input_price IS NOT NULL AND jv.output_price IS NOT NULL) AS "priceKnown",
      count(DISTINCT rj.seat) FILTER (WHERE rj.generation = 0) AS seats,
      json_agg(json_build_object('judgeVersionId', jv.id, 'seat', rj.seat, 'weight', rj.weight, 'categories', rj.categories,
        'family', rj.family, 'generation', rj.generation, 'name', j.name, 'model', jv.model, 'endpoint', jv.endpoint,
        'templateId', jv.template_id, 'templateVersion', jv.template_version,
        'maxOutputTokens', jv.max_output_tokens, 'inputPrice', jv.input_price, 'outputPrice', jv.output_price) ORDER BY rj.seat, rj.categories, jv.id)
        FILTER (WHERE rj.generation = 0) AS judges
    FROM run_judge rj JOIN judge_version jv ON jv.id = rj.judge_version_id JOIN judge j ON j.id = jv.judge_id
    WHERE rj.run_id = r.id) jury`;

/** Finds a run of the team by id, number (`3` or `#3`) or the word `latest`; null when there is none. */
export async function findRun(database: Queryable, scope: TeamScope, reference: string): Promise<RunRow | null> {
  const [condition, value] = runCondition(reference);
  const { rows } = await database.query<RunRow>(
    `SELECT ${RUN_COLUMNS} FROM ${RUN_TABLES} WHERE r.team_id = $1 AND ${condition} ORDER BY r.number DESC LIMIT 1`,
    value === null ? [scope.teamId] : [scope.teamId, value],
  );
  return rows[0] ?? null;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

function runCondition(reference: string): [string, string | null] {
  if (reference === 'latest') return ['true', null];
  if (UUID.test(reference)) return ['r.id = $2', reference];
  const number = /^#?(\d{1,9})$/.exec(reference)?.[1];
  return number === undefined ? ['false', null] : ['r.number = $2', number];
}

/** The team's runs, newest first; archived ones only when asked for. */
export async function listRuns(
  database: Queryable,
  scope: TeamScope,
  limit: number,
  { archived = false, benchmarkId = null }: { archived?: boolean; benchmarkId?: string | null } = {},
): Promise<RunRow[]> {
  const { rows } = await database.query<RunRow>(
    `SELECT ${RUN_COLUMNS} FROM ${RUN_TABLES}
     WHERE r.team_id = $1 AND ($3 OR r.archived_at IS NULL) AND ($4::uuid IS NULL OR b.id = $4) ORDER BY r.number DESC LIMIT $2`,
    [scope.teamId, limit, archived, benchmarkId],
  );
  return rows;
}

/** How many runs of the team are archived. */
export async function countArchivedRuns(database: Queryable, scope: TeamScope): Promise<number> {
  const { rows } = await database.query<{ count: number }>(
    'SELECT count(*)::int AS count FROM run WHERE team_id = $1 AND archived_at IS NOT NULL',
    [scope.teamId],
  );
  return rows[0]?.count ?? 0;
}
