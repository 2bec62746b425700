import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { TeamScope } from '#lib/access/team-scope.ts';
import { openDatabase } from '#lib/db/database.ts';
import { findUpload, queueUpload, waitingUploads } from '#lib/db/uploads.ts';
import { newTeam } from '../../scripts/test-support/play-run.ts';
import { testDatabase } from '../../scripts/test-support/test-database.ts';
import { importOnThread } from './import-on-thread.ts';
import { importUpload } from './import-upload.ts';
import { inspectUpload } from './inspect-upload.ts';
import { announceUpload, receiveSlice } from './receive-upload.ts';
import { tidyUploads } from './tidy-uploads.ts';
import { uploadPath } from './upload-folder.ts';

const { url } = await testDatabase();
const database = openDatabase({ url });
const home = mkdtempSync(join(tmpdir(), 'joust-uploads-'));
afterAll(async () => {
  await database.close();
  rmSync(home, { recursive: true, force: true });
});

const LINES = {
  'prompts.jsonl': '{"prompt_id": 1, "prompt": "x"}\n{"prompt_id": 2, "prompt": "y"}\n',
  'answers.jsonl':
    '{"prompt_id": 1, "contestant": "a", "response": "1"}\n{"prompt_id": 1, "contestant": "b", "response": ""}\n',
};

async function uploaded(scope: TeamScope, texts: Record<string, string> = LINES): Promise<string> {
  const files = Object.entries(texts).map(([name, text]) => ({ name, bytes: Buffer.byteLength(text) }));
  const uploadId = await announceUpload(database, scope, files);
  for (const [file, text] of Object.values(texts).entries()) {
    await receiveSlice(database, scope, { home, uploadId, file, offset: 0, bytes: Buffer.from(text) });
  }
  return uploadId;
}

async function queued(scope: TeamScope, uploadId: string) {
  const { files } = await inspectUpload(database, scope, { home, uploadId });
  const readings = files.map((file) => file.reading);
  await queueUpload(database, scope, { id: uploadId, settings: { benchmark: 'uploaded', readings } });
}

async function responses(scope: TeamScope): Promise<number> {
  const { rows } = await database.query<{ count: number }>(
    'SELECT count(*)::int AS count FROM response WHERE team_id = $1',
    [scope.teamId],
  );
  return rows[0]?.count ?? 0;
}

describe('importing an upload', () => {
  it('looks into it first, then brings it in once, however often it is asked, and removes its files', async () => {
    const scope = await newTeam(database, 'once');
    const uploadId = await uploaded(scope);
    const { files } = await inspectUpload(database, scope, { home, uploadId });
    expect(files.map(({ name, format }) => [name, format])).toEqual([
      ['prompts.jsonl', 'joust'],
      ['answers.jsonl', 'joust'],
    ]);
    await queued(scope, uploadId);
    expect(await waitingUploads(database)).toEqual([{ id: uploadId, teamId: scope.teamId }]);
    const again = () => importUpload(database, scope, { home, uploadId });
    await Promise.all([again(), again(), again()]);
    await again();
    expect(await findUpload(database, scope, uploadId)).toMatchObject({
      state: 'imported',
      rows: 4,
      report: { benchmark: 'uploaded', prompts: 2, responses: 2 },
    });
    expect(await responses(scope)).toBe(2);
    expect(existsSync(uploadPath({ home, scope, uploadId, file: 0 }))).toBe(false);
  });

  it('stores nothing of one with a bad row, says which, and keeps the files for another try', async () => {
    const scope = await newTeam(database, 'bad');
    const uploadId = await uploaded(scope, {
      ...LINES,
      'more.jsonl': '{"prompt_id": 9, "contestant": "a", "response": "z"}\n',
    });
    await queued(scope, uploadId);
    await importUpload(database, scope, { home, uploadId });
    expect(await findUpload(database, scope, uploadId)).toMatchObject({
      state: 'rejected',
      report: { badRows: 1, problems: [{ file: 'more.jsonl', line: 1, field: 'prompt_id' }] },
    });
    expect(await responses(scope)).toBe(0);
    const { files } = await inspectUpload(database, scope, { home, uploadId });
    const readings = files.map((file) => (file.name === 'more.jsonl' ? null : file.reading));
    expect(await queueUpload(database, scope, { id: uploadId, settings: { benchmark: 'uploaded', readings } })).toBe(
      true,
    );
    await importUpload(database, scope, { home, uploadId });
    expect(await responses(scope)).toBe(2);
  });

  it('runs on a thread of its own', async () => {
    const scope = await newTeam(database, 'thread');
    const uploadId = await uploaded(scope);
    await queued(scope, uploadId);
    await importOnThread({ databaseUrl: url, home, teamId: scope.teamId, uploadId });
    expect(await responses(scope)).toBe(2);
  });

  it('is refused before everything has arrived', async () => {
    const scope = await newTeam(database, 'parts');
    const uploadId = await announceUpload(database, scope, [{ name: 'a.jsonl', bytes: 10 }]);
    await expect(inspectUpload(database, scope, { home, uploadId })).rejects.toThrow('upload-incomplete');
  });

  it('forgets what nobody went on with for a day', async () => {
    const scope = await newTeam(database, 'forgotten');
    const [old, young] = [await uploaded(scope), await uploaded(scope)];
    await database.query("UPDATE upload SET created_at = now() - interval '25 hours' WHERE id = $1", [old]);
    await tidyUploads(database, home);
    expect(await findUpload(database, scope, old)).toBeNull();
    expect(existsSync(uploadPath({ home, scope, uploadId: old, file: 0 }))).toBe(false);
    expect(await findUpload(database, scope, young)).toMatchObject({ state: 'receiving' });
  });
});
