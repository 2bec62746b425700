import { createHash } from 'node:crypto';
import type { TeamScope } from '#lib/access/team-scope.ts';
import type { Database } from '#lib/db/database.ts';
import { findJudgeCap } from '#lib/db/judge-months.ts';
import { ensureJudgeVersion, insertRun, type NewJudgeVersion } from '#lib/db/new-run.ts';
import { findRun, type RunRow } from '#lib/db/run-row.ts';
import { generalTemplate } from '#lib/judging/general-template.ts';
import type { Price } from '#lib/llm/prices.ts';
import { planRun } from './plan-run.ts';
import { type JudgeSettings, type RunSettings, SIMULATOR_ENDPOINT } from './run-settings.ts';
import { unknownPrice } from './unknown-price.ts';

/**
 * Plans a run and stores it, PLANNED: everything it will read is frozen, nothing is spent.
 * @throws JoustError as `planRun`, or when there is a cap on cost, of the run or of the judge's month, and the price is unknown.
 */
export async function createRun(database: Database, scope: TeamScope, settings: RunSettings): Promise<RunRow> {
  const planned = await planRun(database, scope, settings);
  if (planned.price === null) {
    const monthlyCap = await findJudgeCap(database, scope, settings.judge.model);
    if (settings.maxCost !== null || monthlyCap !== null) throw unknownPrice(settings.judge);
  }
  const judge = judgeVersion(settings.judge, planned.price);
  const id = await database.transaction(async (transaction) => {
    const judgeVersionId = await ensureJudgeVersion(transaction, scope, judge);
    const anchors = new Set(settings.anchors);
    return insertRun(transaction, scope, {
      ...settings,
      trialCalls: settings.trial,
      benchmarkVersionId: planned.versionId,
      planHash: planned.hash,
      plan: planned.plan,
      simulated: judge.simulated,
      entrants: planned.entrants.map((entrant) => ({ ...entrant, anchor: anchors.has(entrant.name) })),
      judgeVersionId,
    });
  });
  return (await findRun(database, scope, id)) as RunRow;
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
