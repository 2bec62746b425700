import { afterAll, expect, test } from 'vitest';
import { openDatabase } from '#lib/db/database.ts';
import { ensureLocalTeam } from '#lib/db/local-team.ts';
import { testDatabase } from '../../scripts/test-support/test-database.ts';
import { endSession, findViewer, startSession } from './session.ts';
import { createSignInLink, redeemSignInToken } from './sign-in-link.ts';

const { url } = await testDatabase();
const database = openDatabase({ url });
const local = await ensureLocalTeam(database);
afterAll(() => database.close());

async function newToken(): Promise<string> {
  const link = await createSignInLink(database, { ...local, baseUrl: 'http://127.0.0.1:3000' });
  return new URL(link).searchParams.get('token') as string;
}

test('of many who use one link at once, one gets in', async () => {
  const token = await newToken();
  const answers = await Promise.all(Array.from({ length: 8 }, () => redeemSignInToken(database, token)));
  expect(answers.filter((answer) => answer !== null)).toEqual([local]);
});

test('a link that is too old does not work', async () => {
  const token = await newToken();
  await database.query(`UPDATE verification SET expires_at = now() - interval '1 second'`);
  expect(await redeemSignInToken(database, token)).toBeNull();
});

test('neither tokens nor cookies are stored', async () => {
  const token = await newToken();
  const cookie = await startSession(database, { ...local, userAgent: null });
  const { rows } = await database.query<{ text: string }>(
    'SELECT v::text AS text FROM verification v UNION ALL SELECT s::text FROM session s',
  );
  const stored = rows.map((row) => row.text).join('\n');
  expect(stored).not.toContain(token);
  expect(stored).not.toContain(cookie);
});

test('a session is its member’s until it ends, expires or the member leaves', async () => {
  const cookie = await startSession(database, { ...local, userAgent: null });
  expect(await findViewer(database, cookie)).toMatchObject({ scope: { teamId: local.teamId }, role: 'owner' });
  expect(await findViewer(database, `${cookie}x`)).toBeNull();
  const expired = await startSession(database, { ...local, userAgent: null });
  await endSession(database, cookie);
  expect(await findViewer(database, cookie)).toBeNull();
  await database.query(`UPDATE session SET expires_at = now() - interval '1 second'`);
  expect(await findViewer(database, expired)).toBeNull();
  const orphan = await startSession(database, { ...local, userAgent: null });
  await database.query('DELETE FROM member WHERE user_id = $1', [local.userId]);
  expect(await findViewer(database, orphan)).toBeNull();
});
