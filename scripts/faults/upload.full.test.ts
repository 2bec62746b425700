import { expect, test } from 'vitest';
import { closedAtEnd } from './closed-at-end.ts';
import { InstallationUnderTest } from './installation-under-test.ts';
import { HAS_PROC } from './processes-of.ts';
import { importKilled, importWhole, type Upload, writeUpload } from './upload-scenario.ts';

const UPLOAD: Upload = { contestants: 64, prompts: 4_000, characters: 8_400 };
const GIGABYTE = 1024 ** 3;
const kept = closedAtEnd();
const isWanted = process.env.JOUST_FAULTS === 'full' && HAS_PROC;

test.skipIf(!isWanted)(
  'an upload of 2 GB stays under 400 MB of memory; killed half-way it leaves nothing (runs in npm run test:faults)',
  async () => {
    const file = kept(await writeUpload(UPLOAD));
    expect(file.bytes).toBeGreaterThan(2 * GIGABYTE);
    const installation = kept(new InstallationUnderTest());
    const killed = await importKilled(installation, file);
    expect(killed).toMatchObject({ signal: 'SIGKILL', left: { rows: 0, tables: 0 } });
    const { peakMegabytes, seconds } = await importWhole(installation, file, UPLOAD);
    process.stdout.write(
      `2 GB upload: ${(file.bytes / GIGABYTE).toFixed(2)} GiB, peak ${peakMegabytes.toFixed(0)} MB, ${seconds.toFixed(0)} s\n`,
    );
    expect(peakMegabytes).toBeLessThan(400);
  },
  60 * 60_000,
);
