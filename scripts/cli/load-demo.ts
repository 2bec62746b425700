import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { listBenchmarks } from '#lib/db/benchmarks.ts';
import { createRun } from '#lib/pipeline/create-run.ts';
import { importResponses } from '#lib/pipeline/import-responses.ts';
import { runSettings, SIMULATED_MODEL, SIMULATOR_ENDPOINT } from '#lib/pipeline/run-settings.ts';
import { startRun } from '#lib/pipeline/start-run.ts';
import { readFileChunks } from './import-files.ts';
import type { Installation } from './installation.ts';
import { say } from './output.ts';

const DEMO = 'Demo';
const FOLDER = join(import.meta.dirname, '..', 'demo');

/** Loads the demo benchmark into an empty installation and starts a tournament on it, judged by the simulator. */
export async function loadDemo({ database, scope }: Installation): Promise<void> {
  if ((await listBenchmarks(database, scope)).length > 0) return;
  const names = [
    'prompts.jsonl',
    ...readdirSync(join(FOLDER, 'responses'))
      .sort()
      .map((name) => `responses/${name}`),
  ];
  await importResponses({
    database,
    scope,
    benchmark: DEMO,
    description:
      'Written for Joust: fictional contestants, judged by a simulator. It shows the product, not any model.',
    files: names.map((name) => ({ name, format: 'joust', chunks: readFileChunks(join(FOLDER, name)) })),
  });
  const settings = runSettings.parse({
    benchmark: DEMO,
    schedule: 'league',
    bothOrders: true,
    judges: [{ endpoint: SIMULATOR_ENDPOINT, model: SIMULATED_MODEL }],
    inFlight: 32,
  });
  const run = await createRun(database, scope, settings);
  await startRun(database, run, run.planHash);
  say(`demo loaded: ${run.plan.calls} simulated calls`);
}
