import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openDatabase } from '#lib/db/database.ts';
import { createRun } from '#lib/pipeline/create-run.ts';
import { fileSource } from '#lib/pipeline/file-source.ts';
import { importResponses } from '#lib/pipeline/import-responses.ts';
import { runSettings } from '#lib/pipeline/run-settings.ts';
import { closedAtEnd } from '../faults/closed-at-end.ts';
import { InstallationUnderTest } from '../faults/installation-under-test.ts';
import { HAS_PROC } from '../faults/processes-of.ts';
import { measuredImport } from '../faults/upload-scenario.ts';
import { recognised } from '../test-support/import-bytes.ts';
import { newTeam } from '../test-support/play-run.ts';
import { findSharedData } from '../test-support/shared-data.ts';
import { testDatabase } from '../test-support/test-database.ts';

const shared = findSharedData();
const folder = join(shared ?? '', 'alpaca_eval2', 'model_outputs');
const { url } = await testDatabase();
const database = openDatabase({ url });
afterAll(() => database.close());
const kept = closedAtEnd();

const sources = () =>
  Promise.all(
    readdirSync(folder)
      .sort()
      .map((name) => fileSource({ path: join(folder, name), name })),
  );

describe.skipIf(!shared)('AlpacaEval’s model outputs (needs shared data)', () => {
  it('are 16 contestants on 805 prompts; the missing answer is named, 249 identical pairs cost nothing', async () => {
    const scope = await newTeam(database, 'alpaca');
    const files = await recognised(await sources());
    const result = await importResponses({ database, scope, benchmark: 'alpaca', files });
    expect(result).toMatchObject({ prompts: 805, responses: 16 * 805 - 1, stored: true });
    expect(result.submissions.filter((one) => one.missing > 0)).toMatchObject([
      {
        contestant: 'gpt35_turbo_instruct',
        missing: 1,
        missingPrompts: [expect.stringMatching(/^what-are-the-lyrics-/)],
      },
    ]);
    const judge = { endpoint: 'http://127.0.0.1:9/v1', model: 'scripted', inputPrice: 1, outputPrice: 1 };
    const league = runSettings.parse({ benchmark: 'alpaca', schedule: 'league', bothOrders: false, judges: [judge] });
    const { plan } = await createRun(database, scope, league);
    const matches = 804 * 120 + 105;
    expect(plan).toMatchObject({ matches, identical: 249, calls: matches - 249 });
  }, 300_000);

  it.skipIf(!HAS_PROC)(
    'go in within 30 s and 300 MB, from the command line',
    async () => {
      const installation = kept(new InstallationUnderTest());
      await installation.joust('runs');
      const { document, peakMegabytes, seconds } = await measuredImport(installation, folder);
      expect(document).toMatchObject({ prompts: 805, responses: 16 * 805 - 1 });
      expect(seconds).toBeLessThan(30);
      expect(peakMegabytes).toBeLessThan(300);
    },
    300_000,
  );
});
