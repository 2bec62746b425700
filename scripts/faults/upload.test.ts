import { expect, test, vi } from 'vitest';
import { closedAtEnd } from './closed-at-end.ts';
import { InstallationUnderTest } from './installation-under-test.ts';
import { HAS_PROC } from './processes-of.ts';
import { PATIENT } from './until.ts';
import { importKilled, importWhole, type Upload, writeUpload } from './upload-scenario.ts';

vi.setConfig(PATIENT);

const UPLOAD: Upload = { contestants: 20, prompts: 1_000, characters: 3_000 };
const kept = closedAtEnd();

test.skipIf(!HAS_PROC)('an upload killed half-way leaves nothing, and goes in whole afterwards', async () => {
  const file = kept(await writeUpload(UPLOAD));
  const installation = kept(new InstallationUnderTest());
  const killed = await importKilled(installation, file);
  expect(killed).toMatchObject({ signal: 'SIGKILL', left: { rows: 0, tables: 0 } });
  const whole = await importWhole(installation, file, UPLOAD);
  expect(whole.peakMegabytes).toBeLessThan(400);
});
