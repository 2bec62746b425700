import { createHash } from 'node:crypto';
import type { TeamScope } from '#lib/access/team-scope.ts';
import type { Database } from '#lib/db/database.ts';
import { ensureJudgeVersion, insertRun, type NewJudgeVersion } from '#lib/db/new-run.ts';
import { findRun, type RunRow } from '#lib/db/run-row.ts';
import { generalTemplate } from '#lib/judging/general-template.ts';
import type { Price } from '#lib/llm/prices.ts';
import { planRun } from './plan-run.ts';
import { type JudgeSettings, type RunSettings, SIMULATOR_ENDPOINT } from './run-settings.ts';
import { unknownPrice } from './unknown-price.ts';

/**
 * Plans a run and stores it, PLANNED: everything it will read is frozen, nothing is spent. `originRunId`: the run it repeats.
 * @throws JoustError as `planRun`, or when a cost cap is asked for and the judge's price is unknown.
 */
export async function createRun(
  database: Database,
  scope: TeamScope,
  settings: RunSettings,
  { originRunId = null }: { originRunId?: string | null } = {},
): Promise<RunRow> {
  const planned = await planRun(database, scope, settings);
  if (settings.maxCost !== null && planned.price === null) throw unknownPrice(settings.judge);
  const judge = judgeVersion(settings.judge, planned.price);
  const id = await database.transaction(async (transaction) => {
    const judgeVersionId = await ensureJudgeVersion(transaction, scope, judge);
    const anchors = new Set(settings.anchors);
    return insertRun(transaction, scope, {
      ...settings,
      benchmarkVersionId: planned.versionId,
      planHash: planned.hash,
      plan: planned.plan,
      simulated: judge.simulated,
      entrants: planned.entrants.map((entrant) => ({ ...entrant, anchor: anchors.has(entrant.name) })),
      judgeVersionId,
      originRunId,
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
