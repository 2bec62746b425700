import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openDatabase } from '#lib/db/database.ts';
import { findUpload, queueUpload } from '#lib/db/uploads.ts';
import { newTeam } from '../../scripts/test-support/play-run.ts';
import { testDatabase } from '../../scripts/test-support/test-database.ts';
import { announceUpload, missingParts, receiveSlice } from './receive-upload.ts';
import { MAX_SLICE_BYTES, removeUploadFiles, uploadPath } from './upload-folder.ts';

const { url } = await testDatabase();
const database = openDatabase({ url });
const home = mkdtempSync(join(tmpdir(), 'joust-uploads-'));
afterAll(async () => {
  await database.close();
  rmSync(home, { recursive: true, force: true });
});

const text = Buffer.from('{"prompt_id": 1, "prompt": "x"}\n');
const evilName = '../../../../tmp/evil\n.jsonl';

async function received() {
  const scope = await newTeam(database, 'uploads');
  const uploadId = await announceUpload(database, scope, [{ name: evilName, bytes: text.length }]);
  const send = (offset: number, bytes: Uint8Array) =>
    receiveSlice(database, scope, { home, uploadId, file: 0, offset, bytes });
  return { scope, uploadId, send, path: uploadPath({ home, scope, uploadId, file: 0 }) };
}

describe('receiving an upload', () => {
  it('puts slices together, each as often as it comes, and says where to go on', async () => {
    const { scope, uploadId, send, path } = await received();
    expect(await send(0, text.subarray(0, 10))).toBe(10);
    expect(await send(20, text.subarray(20))).toBe(10);
    expect(await send(0, text.subarray(0, 10))).toBe(10);
    const upload = await findUpload(database, scope, uploadId);
    expect(await missingParts(home, scope, upload as never)).toEqual([evilName]);
    expect(await send(8, text.subarray(8))).toBe(text.length);
    expect(readFileSync(path)).toEqual(text);
    expect(await missingParts(home, scope, upload as never)).toEqual([]);
  });

  it('never lets a name into a path, and leaves nothing when it is given up', async () => {
    const { scope, uploadId, send, path } = await received();
    await send(0, text);
    expect(path).toMatch(/uploads[\\/][0-9a-f-]{36}[\\/][0-9a-f-]{36}[\\/]0$/);
    await removeUploadFiles({ home, scope, uploadId });
    expect(readdirSync(join(home, 'uploads', scope.teamId))).toEqual([]);
  });

  it('refuses what was not announced, what is too large at once, and what comes after the import began', async () => {
    const { scope, uploadId, send } = await received();
    await expect(send(0, Buffer.concat([text, text]))).rejects.toThrow('slice-outside-file');
    await expect(send(-1, text)).rejects.toThrow('slice-outside-file');
    await expect(receiveSlice(database, scope, { home, uploadId, file: 1, offset: 0, bytes: text })).rejects.toThrow(
      'slice-outside-file',
    );
    const big = await announceUpload(database, scope, [{ name: 'big', bytes: 2 * MAX_SLICE_BYTES }]);
    await expect(
      receiveSlice(database, scope, {
        home,
        uploadId: big,
        file: 0,
        offset: 0,
        bytes: new Uint8Array(MAX_SLICE_BYTES + 1),
      }),
    ).rejects.toThrow('slice-too-large');
    await queueUpload(database, scope, { id: uploadId, settings: {} });
    await expect(send(0, text)).rejects.toThrow('upload-closed');
  });

  it('is nothing to another team', async () => {
    const { uploadId } = await received();
    const other = await newTeam(database, 'other');
    await expect(receiveSlice(database, other, { home, uploadId, file: 0, offset: 0, bytes: text })).rejects.toThrow(
      'upload-not-found',
    );
    expect(await queueUpload(database, other, { id: uploadId, settings: {} })).toBe(false);
  });
});
