import { createHash } from 'node:crypto';
import type { TeamScope } from '#lib/access/team-scope.ts';
import type { Database, Queryable } from '#lib/db/database.ts';
import { ensureJudgeVersion, insertRun, type NewJudgeVersion } from '#lib/db/new-run.ts';
import { findRun, type RunRow } from '#lib/db/run-row.ts';
import { saveTemplateVersion } from '#lib/db/template-versions.ts';
import { BUILT_IN_TEMPLATES } from '#lib/judging/built-in-templates.ts';
import type { Juror } from '#lib/judging/jurors-of-match.ts';
import { templateHash } from '#lib/judging/template-hash.ts';
import type { PlannedJuror } from './plan-jury.ts';
import { planRun } from './plan-run.ts';
import { refuseUnknownPrice } from './refuse-unknown-price.ts';
import { type RunSettings, SIMULATOR_ENDPOINT } from './run-settings.ts';

/**
 * Plans a run and stores it, PLANNED: everything it will read is frozen, nothing is spent. `originRunId`: the run it repeats.
 * @throws JoustError as `planRun`, or when there is a cap on cost, of the run or of a judge's month, and that judge's price is unknown.
 */
export async function createRun(
  database: Database,
  scope: TeamScope,
  settings: RunSettings,
  { originRunId = null }: { originRunId?: string | null } = {},
): Promise<RunRow> {
  const planned = await planRun(database, scope, settings);
  const { maxCost } = settings;
  for (const { settings: judge, price } of planned.jury)
    await refuseUnknownPrice(database, scope, { judge, price, maxCost });
  const id = await database.transaction(async (transaction) => {
    const jury = await seatJury(transaction, scope, planned.jury);
    const anchors = new Set(settings.anchors);
    return insertRun(transaction, scope, {
      ...settings,
      trialCalls: settings.trial,
      benchmarkVersionId: planned.versionId,
      planHash: planned.hash,
      plan: planned.plan,
      simulated: settings.judges.some((judge) => judge.endpoint === SIMULATOR_ENDPOINT),
      entrants: planned.entrants.map((entrant) => ({ ...entrant, anchor: anchors.has(entrant.name) })),
      jury,
      originRunId,
    });
  });
  return (await findRun(database, scope, id)) as RunRow;
}

/** Makes the judge versions that a jury is pinned to, and keeps the templates they are asked with. */
export async function seatJury(
  transaction: Queryable,
  scope: TeamScope,
  jury: readonly PlannedJuror[],
): Promise<Juror[]> {
  const seated: Juror[] = [];
  for (const template of new Set(jury.map((juror) => juror.template))) {
    // The team's own are stored already: that is where they were found.
    if (!BUILT_IN_TEMPLATES.includes(template)) continue;
    const { definition, version } = template;
    await saveTemplateVersion(transaction, scope, { definition, version, contentHash: templateHash(definition) });
  }
  for (const juror of jury) {
    const { settings: _settings, price: _price, template: _template, ...seat } = juror;
    seated.push({ ...seat, judgeVersionId: await ensureJudgeVersion(transaction, scope, judgeVersion(juror)) });
  }
  return seated;
}

function judgeVersion({ settings: judge, price, template }: PlannedJuror): NewJudgeVersion {
  const pinned = {
    endpoint: judge.endpoint,
    model: judge.model,
    templateId: template.id,
    templateVersion: template.version,
    temperature: judge.temperature,
    maxOutputTokens: judge.maxOutputTokens,
    timeoutMs: judge.timeoutMs,
    inputPrice: price?.inputPerMillion ?? null,
    outputPrice: price?.outputPerMillion ?? null,
    simulated: judge.endpoint === SIMULATOR_ENDPOINT,
  };
  return {
    ...pinned,
    instructions: template.instructions,
    name: judge.model,
    settingsHash: createHash('sha256').update(JSON.stringify(pinned)).digest('hex'),
  };
}
