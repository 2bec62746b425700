import { createHash } from 'node:crypto';
import type { TeamScope } from '#lib/access/team-scope.ts';
import type { Database, Queryable } from '#lib/db/database.ts';
import { ensureJudgeVersion, insertRun, type NewJudgeVersion } from '#lib/db/new-run.ts';
import { findRun, type RunRow } from '#lib/db/run-row.ts';
import { generalTemplate } from '#lib/judging/general-template.ts';
import type { Juror } from '#lib/judging/jurors-of-match.ts';
import type { Price } from '#lib/llm/prices.ts';
import type { PlannedJuror } from './plan-jury.ts';
import { planRun } from './plan-run.ts';
import { type JudgeSettings, type RunSettings, SIMULATOR_ENDPOINT } from './run-settings.ts';
import { unknownPrice } from './unknown-price.ts';

/**
 * Plans a run and stores it, PLANNED: everything it will read is frozen, nothing is spent.
 * @throws JoustError as `planRun`, or when a cost cap is asked for and a judge's price is unknown.
 */
export async function createRun(database: Database, scope: TeamScope, settings: RunSettings): Promise<RunRow> {
  const planned = await planRun(database, scope, settings);
  const unpriced = planned.jury.find((juror) => juror.price === null);
  if (settings.maxCost !== null && unpriced) throw unknownPrice(unpriced.settings);
  const id = await database.transaction(async (transaction) => {
    const jury = await seatJury(transaction, scope, planned.jury);
    const anchors = new Set(settings.anchors);
    return insertRun(transaction, scope, {
      ...settings,
      benchmarkVersionId: planned.versionId,
      planHash: planned.hash,
      plan: planned.plan,
      simulated: settings.judges.some((judge) => judge.endpoint === SIMULATOR_ENDPOINT),
      entrants: planned.entrants.map((entrant) => ({ ...entrant, anchor: anchors.has(entrant.name) })),
      jury,
    });
  });
  return (await findRun(database, scope, id)) as RunRow;
}

/** Makes the judge versions that a jury is pinned to. */
export async function seatJury(
  transaction: Queryable,
  scope: TeamScope,
  jury: readonly PlannedJuror[],
): Promise<Juror[]> {
  const seated: Juror[] = [];
  for (const { settings, price, ...juror } of jury) {
    const id = await ensureJudgeVersion(transaction, scope, judgeVersion(settings, price));
    seated.push({ ...juror, judgeVersionId: id });
  }
  return seated;
}

function judgeVersion(judge: JudgeSettings, price: Price | null): NewJudgeVersion {
  const pinned = {
    endpoint: judge.endpoint,
    model: judge.model,
    templateId: generalTemplate.id,
    templateVersion: generalTemplate.version,
    temperature: judge.temperature,
    maxOutputTokens: judge.maxOutputTokens,
    timeoutMs: judge.timeoutMs,
    inputPrice: price?.inputPerMillion ?? null,
    outputPrice: price?.outputPerMillion ?? null,
    simulated: judge.endpoint === SIMULATOR_ENDPOINT,
  };
  return {
    ...pinned,
    instructions: generalTemplate.instructions,
    name: judge.model,
    settingsHash: createHash('sha256').update(JSON.stringify(pinned)).digest('hex'),
  };
}
