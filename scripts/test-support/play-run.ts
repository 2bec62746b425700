import { setTimeout as sleep } from 'node:timers/promises';
import { type TeamScope, teamScope } from '#lib/access/team-scope.ts';
import type { ChatModel } from '#lib/chat/chat-model.ts';
import type { Database } from '#lib/db/database.ts';
import { newId } from '#lib/db/new-id.ts';
import { readyCalls } from '#lib/db/ready-calls.ts';
import { findRun, type RunRow } from '#lib/db/run-row.ts';
import { createLog } from '#lib/log.ts';
import { createCallLedger } from '#lib/pipeline/call-ledger.ts';
import { createCallReader } from '#lib/pipeline/call-reader.ts';
import { createRun } from '#lib/pipeline/create-run.ts';
import { createCallMaker } from '#lib/pipeline/make-call.ts';
import { type RunSettingsInput, runSettings, type SeatSettingsInput } from '#lib/pipeline/run-settings.ts';
import { startRun } from '#lib/pipeline/start-run.ts';

/** A team of its own: what one test stores, no other sees. */
export async function newTeam(database: Database, name: string): Promise<TeamScope> {
  const id = newId();
  await database.query('INSERT INTO team (id, name, slug) VALUES ($1, $2, $3)', [id, name, `${name}-${id}`]);
  return teamScope(id);
}

const UNREACHABLE = {
  endpoint: 'http://127.0.0.1:9/v1',
  model: 'scripted',
  timeoutMs: 1_000,
  inputPrice: 1,
  outputPrice: 1,
};

/** Plans and starts a run with judges at an address nobody listens on: the test brings its own model. */
export async function startedRun(
  database: Database,
  scope: TeamScope,
  settings: Omit<RunSettingsInput, 'judges'> & {
    judge?: Partial<SeatSettingsInput>;
    judges?: readonly Partial<SeatSettingsInput>[];
  },
): Promise<RunRow> {
  const { judge, judges = [judge ?? {}], ...rest } = settings;
  const seats = judges.map((seat) => ({ ...UNREACHABLE, ...seat }));
  const run = await createRun(database, scope, runSettings.parse({ ...rest, judges: seats }));
  await startRun(database, run, run.planHash);
  return again(database, run);
}

/** The run as it is now. */
export async function again(database: Database, run: RunRow): Promise<RunRow> {
  return (await findRun(database, teamScope(run.teamId), run.id)) as RunRow;
}

/** Only a run that hangs takes so long; the test's own time-out comes first where it is shorter. */
const PATIENCE_MS = 300_000;

/** Makes every ready call of a run until none is left or the run stands still: a worker without a queue. */
export function playRun(database: Database, run: RunRow, model: ChatModel): Promise<RunRow> {
  return playJury(database, run, () => model);
}

/** The same, with the chat model behind each endpoint. */
export async function playJury(
  database: Database,
  run: RunRow,
  chatModel: (endpoint: string) => ChatModel,
): Promise<RunRow> {
  const claimToken = `test/${newId()}`;
  const ledger = createCallLedger({ database, claimToken, log: createLog({ name: 'test', level: 'silent' }) });
  const reader = createCallReader(database);
  const maker = createCallMaker({ reader, ledger, chatModel, claimToken, onRecorded: () => {} });
  for (const deadline = Date.now() + PATIENCE_MS; Date.now() < deadline; await sleep(10)) {
    const now = await again(database, run);
    if (now.state !== 'RUNNING') return now;
    const ready = await readyCalls(database, run.id, 1_000);
    await Promise.all(ready.map((call) => maker.make(call.id)));
  }
  throw new Error(`run #${run.number} did not come to rest: ${(await again(database, run)).state}`);
}
