import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { openDatabase } from '#lib/db/database.ts';
import { JoustError } from '#lib/errors.ts';
import { type Change, change, changed, VALID_FILES } from '../../scripts/test-support/fuzzed-files.ts';
import { importBytes, sourceOf, storedRows } from '../../scripts/test-support/import-bytes.ts';
import { newTeam } from '../../scripts/test-support/play-run.ts';
import { testDatabase } from '../../scripts/test-support/test-database.ts';
import type { ImportResult } from './import-responses.ts';

const { url } = await testDatabase();
const database = openDatabase({ url });
afterAll(() => database.close());

describe('changed and cut files of every format', () => {
  it.each(Object.entries(VALID_FILES))('%s: are imported whole or not at all', async (name, bytes) => {
    const check = async (changes: Change[]) => {
      const scope = await newTeam(database, `fuzz ${name}`);
      const source = sourceOf('f', changes.reduce(changed, bytes));
      const result = await importBytes(database, scope, { sources: [source] }).catch((thrown: unknown) => thrown);
      if (result instanceof Error) {
        expect(result).toBeInstanceOf(JoustError);
        expect(await storedRows(database, scope)).toBe(0);
      } else {
        const { prompts, responses, submissions } = result as ImportResult;
        expect(await storedRows(database, scope)).toBe(1 + prompts + responses + 2 * submissions.length);
      }
    };
    await fc.assert(fc.asyncProperty(fc.array(change, { maxLength: 2 }), check), { numRuns: 15 });
  });
});
