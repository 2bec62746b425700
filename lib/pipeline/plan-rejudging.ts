import { teamScope } from '#lib/access/team-scope.ts';
import type { Queryable } from '#lib/db/database.ts';
import { judgeFamilies } from '#lib/db/judge-families.ts';
import { rejudgedKinds, tokensOfCall } from '#lib/db/rejudging.ts';
import type { RunRow } from '#lib/db/run-row.ts';
import { seatedJudges } from '#lib/db/seated-judges.ts';
import { JoustError } from '#lib/errors.ts';
import { type Juror, jurorsOfMatch } from '#lib/judging/jurors-of-match.ts';
import { type RejudgingScope, scopeText } from '#lib/judging/rejudging-scope.ts';
import type { Price } from '#lib/llm/prices.ts';
import { juryPrices } from './judge-price.ts';
import { type PlannedJuror, planJury } from './plan-jury.ts';
import { refuseUnknownPrice } from './refuse-unknown-price.ts';
import { rejudgingTemplates } from './rejudging-templates.ts';
import type { SeatSettings } from './run-settings.ts';

/** What is asked for: which matches, by whom, and with which template. */
export interface RejudgingRequest {
  scope: RejudgingScope;
  /** Null: the judges of the run. */
  judges: readonly SeatSettings[] | null;
  /** The id of a template for all prompts; none: those of the run. */
  template?: string | null | undefined;
}

/** What a re-judging would do and cost. Nothing is stored. */
export interface RejudgingPlan {
  scope: RejudgingScope;
  generation: number;
  matches: number;
  /** All are made: the cache is not asked. */
  calls: number;
  /** By what the run's calls took so far. */
  tokens: { input: number; output: number };
  /** USD; null when a judge's price is unknown. */
  cost: number | null;
  /** Judges by name, with their calls. */
  judges: { name: string; endpoint: string; calls: number }[];
}

/** A judge of a re-judging: one of the run's own, or one that is to be stored first. */
export type RejudgingJuror = Juror & {
  name: string;
  endpoint: string;
  price: Price | null;
  planned: PlannedJuror | null;
};

/** The judges of a re-judging: those given, else the run's own once more. With another template they are other versions. */
export async function rejudgingJury(
  database: Queryable,
  run: RunRow,
  request: RejudgingRequest,
): Promise<RejudgingJuror[]> {
  const generation = run.generation + 1;
  if (request.judges === null && !request.template) {
    return run.judges.map(({ inputPrice, outputPrice, ...juror }) => {
      const isKnown = inputPrice !== null && outputPrice !== null;
      const price = isKnown ? { inputPerMillion: inputPrice, outputPerMillion: outputPrice } : null;
      return { ...juror, generation, price, planned: null };
    });
  }
  const judges = request.judges ?? (await seatedJudges(database, run));
  const templates = await rejudgingTemplates(database, run, request);
  const names = judges.map((judge) => judge.model);
  const scope = teamScope(run.teamId);
  const families = await judgeFamilies(database, scope, names);
  const prices = (await juryPrices(database, scope, judges)).map(({ price }) => price);
  return planJury(judges, { families, prices, generation, templates }).map((planned) => {
    // Not stored yet: seat and template name it.
    const { settings, price, template, ...juror } = planned;
    return {
      ...juror,
      judgeVersionId: `seat ${planned.seat} ${template.id}`,
      name: settings.model,
      endpoint: settings.endpoint,
      price,
      planned,
    };
  });
}

/**
 * Works out which matches a re-judging would judge again, with how many calls and at what cost.
 * @throws JoustError `wrong-run-state` before the run has ended, `nothing-to-rejudge`, `nobody-may-judge`,
 * `unknown-price` where a cap on cost could not be kept, as `rejudgingTemplates`
 */
export async function planRejudging(
  database: Queryable,
  run: RunRow,
  request: RejudgingRequest,
): Promise<RejudgingPlan> {
  refuseImported(run);
  refuseUnended(run);
  const team = teamScope(run.teamId);
  const jury = await rejudgingJury(database, run, request);
  await refuseUnpriced(database, run, jury);
  const kinds = await rejudgedKinds(database, team, { runId: run.id, scope: request.scope });
  const matches = kinds.reduce((sum, kind) => sum + kind.matches, 0);
  if (matches === 0) throw nothingToRejudge(run, request.scope);
  const generation = run.generation + 1;
  const each = (run.bothOrders ? 2 : 1) * run.samples;
  const callsOf = new Map(jury.map((juror) => [juror.judgeVersionId, 0]));
  for (const kind of kinds) {
    const jurors = jurorsOfMatch(jury, kind, { generation, excludeFamily: run.excludeFamily });
    if (jurors.length === 0) throw nobodyMayJudge(kind.example, jury);
    for (const { judgeVersionId } of jurors)
      callsOf.set(judgeVersionId, (callsOf.get(judgeVersionId) ?? 0) + kind.matches * each);
  }
  const judges = jury.map(({ name, endpoint, judgeVersionId }) => ({
    name,
    endpoint,
    calls: callsOf.get(judgeVersionId) ?? 0,
  }));
  const calls = judges.reduce((sum, judge) => sum + judge.calls, 0);
  const perCall = (await tokensOfCall(database, team, run.id)) ?? {
    input: run.plan.tokens.input / Math.max(1, run.plan.calls),
    output: run.plan.tokens.output / Math.max(1, run.plan.calls),
  };
  const tokens = { input: Math.round(calls * perCall.input), output: Math.round(calls * perCall.output) };
  const costs = jury.map(({ judgeVersionId, price }) => costOf(callsOf.get(judgeVersionId) ?? 0, perCall, price));
  const cost = costs.reduce<number | null>((sum, own) => (sum === null || own === null ? null : sum + own), 0);
  return { scope: request.scope, generation, matches, calls, tokens, cost, judges };
}

async function refuseUnpriced(database: Queryable, run: RunRow, jury: readonly RejudgingJuror[]): Promise<void> {
  const own = new Map(run.judges.map((judge) => [judge.judgeVersionId, judge]));
  for (const { judgeVersionId, planned, price } of jury) {
    const judge = planned?.settings ?? (own.get(judgeVersionId) as RunRow['judges'][number]);
    await refuseUnknownPrice(database, teamScope(run.teamId), { judge, price, maxCost: run.maxCost });
  }
}

function costOf(calls: number, perCall: { input: number; output: number }, price: Price | null): number | null {
  if (price === null) return null;
  return (calls * (perCall.input * price.inputPerMillion + perCall.output * price.outputPerMillion)) / 1e6;
}

/** Its judges are elsewhere, its prompts and answers may be unknown, and its old verdicts would count beside the new. */
function refuseImported(run: RunRow): void {
  if (run.schedule !== 'imported') return;
  throw new JoustError({
    code: 'imported-run',
    expected: 'a run whose verdicts Joust asked for',
    got: `run #${run.number}, whose verdicts were given elsewhere`,
    fix: 'Import the answers, and start a new run on them.',
  });
}

function refuseUnended(run: RunRow): void {
  if (run.state === 'COMPLETED' || run.state === 'COMPLETED_WITH_GAPS') return;
  throw new JoustError({
    code: 'wrong-run-state',
    expected: `run #${run.number} to have ended, before its matches are judged again`,
    got: run.state.toLowerCase(),
    fix: run.endedAt === null ? 'Let it end first.' : 'Start a new run.',
  });
}

function nothingToRejudge(run: RunRow, scope: RejudgingScope): JoustError {
  return new JoustError({
    code: 'nothing-to-rejudge',
    expected: `matches of run #${run.number} that are ${scopeText(scope)}`,
    got: 'none',
    fix: 'Choose others with --only: failed, inconsistent, margin<x or all.',
  });
}

function nobodyMayJudge(
  { promptKey, a, b }: { promptKey: string; a: string; b: string },
  jury: readonly RejudgingJuror[],
): JoustError {
  return new JoustError({
    code: 'nobody-may-judge',
    expected: 'at least one judge for every match',
    got: `none for ${a} against ${b} on prompt ${JSON.stringify(promptKey)}; the judges are ${jury.map(({ name, family }) => `${name} (${family ?? 'no family'})`).join(', ')}`,
    fix: 'Add a judge of another family: this run excludes families.',
  });
}
