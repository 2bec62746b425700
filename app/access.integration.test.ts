import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SESSION_COOKIE, startSession } from '#lib/access/session.ts';
import { teamScope } from '#lib/access/team-scope.ts';
import { openDatabase } from '#lib/db/database.ts';
import { ensureLocalTeam } from '#lib/db/local-team.ts';
import { newId } from '#lib/db/new-id.ts';
import { insertUpload } from '#lib/db/uploads.ts';
import { otherTeam } from '../scripts/test-support/other-team.ts';
import { playRun, startedRun } from '../scripts/test-support/play-run.ts';
import { replyOf, scriptedJudge } from '../scripts/test-support/scripted-judge.ts';
import { smallBenchmark } from '../scripts/test-support/small-benchmark.ts';
import { type Pages, startPages } from '../scripts/test-support/start-pages.ts';
import { testDatabase } from '../scripts/test-support/test-database.ts';

const PATIENCE_MS = 300_000;
const { url } = await testDatabase();
const database = openDatabase({ url });

/** Server actions by name, as the build lists them: each is an address that anybody can post to. */
type Actions = ReadonlyMap<string, { id: string; page: string }>;

let pages: Pages;
let actions: Actions;
let ids: Record<'run' | 'call' | 'contestant' | 'judge' | 'upload' | 'benchmark', string>;
const cookies = { viewer: '', stranger: '' };

beforeAll(async () => {
  const local = await ensureLocalTeam(database);
  const scope = teamScope(local.teamId);
  await smallBenchmark(database, scope, { name: 'birds', prompts: 2, contestants: 2 });
  const run = await startedRun(database, scope, { benchmark: 'birds', schedule: 'league' });
  await playRun(database, run, scriptedJudge(() => replyOf('A')).model);
  const one = async (table: string) =>
    (await database.query<{ id: string }>(`SELECT id FROM ${table} WHERE team_id = $1 LIMIT 1`, [scope.teamId])).rows[0]
      ?.id as string;
  ids = {
    run: String(run.number),
    call: await one('call'),
    contestant: await one('contestant'),
    judge: await one('judge'),
    benchmark: await one('benchmark'),
    upload: await insertUpload(database, scope, [{ name: 'birds.jsonl', bytes: 10 }]),
  };
  const cookieOf = async (member: { userId: string; teamId: string }) =>
    `${SESSION_COOKIE}=${await startSession(database, { ...member, userAgent: null })}`;
  cookies.viewer = await cookieOf({ teamId: local.teamId, userId: await looker(local.teamId) });
  cookies.stranger = await cookieOf(await otherTeam(database));
  pages = await startPages({ databaseUrl: url });
  actions = await builtActions();
}, PATIENCE_MS);
afterAll(async () => {
  await pages?.close();
  await database.close();
});

/** A member of the team who may look at things. */
async function looker(teamId: string): Promise<string> {
  const userId = newId();
  await database.query(`INSERT INTO "user" (id, name, email) VALUES ($1, 'Looker', 'looker@localhost')`, [userId]);
  const member = [newId(), teamId, userId];
  await database.query(`INSERT INTO member (id, team_id, user_id, role) VALUES ($1, $2, $3, 'viewer')`, member);
  return userId;
}

async function builtActions(): Promise<Actions> {
  const path = join(import.meta.dirname, '../.next/server/server-reference-manifest.json');
  const manifest: { node: Record<string, { exportedName: string; workers: Record<string, unknown> }> } = JSON.parse(
    await readFile(path, 'utf8'),
  );
  const found = Object.entries(manifest.node).map(([id, { exportedName, workers }]) => {
    const page = Object.keys(workers)[0] as string;
    return [exportedName, { id, page: page.replace(/^app/, '').replace(/\/page$/, '') }] as const;
  });
  return new Map(found);
}

/** What an action answers: the values of its stream. */
async function act(name: string, args: unknown[], cookie: string): Promise<string> {
  const { id, page } = actions.get(name) as { id: string; page: string };
  const path = page
    .replace(/\/\([^)]+\)/g, '')
    .replace('[number]', ids.run)
    .replace(/^(\/contestants\/)\[id\]/, `$1${ids.contestant}`)
    .replace(/^(\/judges\/)\[id\]/, `$1${ids.judge}`)
    .replace(/^(\/uploads\/)\[id\]/, `$1${ids.upload}`)
    .replace('/_not-found', '/')
    .replace('/templates/[id]/edit', '/templates/new');
  const response = await fetch(`${pages.url}${path}`, {
    method: 'POST',
    headers: { 'next-action': id, 'content-type': 'text/plain;charset=UTF-8', accept: 'text/x-component', cookie },
    body: JSON.stringify(args),
    redirect: 'manual',
  });
  const text = await response.text();
  return /^1:(.*)$/m.exec(text)?.[1] ?? `${response.status} ${text.slice(0, 300)}`;
}

const ask = (path: string, cookie: string, options: RequestInit = {}) =>
  fetch(`${pages.url}${path}`, { redirect: 'manual', ...options, headers: { cookie, ...options.headers } });

/** Actions that store, spend or delete, with arguments about what is the team's. */
const changes = (): Record<string, unknown[]> => ({
  contestantFamilyAction: [ids.contestant, 'google'],
  deleteAction: [{ kind: 'contestant', reference: ids.contestant }],
  judgeFamilyAction: [ids.judge, 'google'],
  costAction: [{ verb: 'cap', judge: 'scripted', monthlyCap: 1 }],
  rejudgeAction: [Number(ids.run), { only: 'all' }, { template: null, shown: { generation: 1, matches: 2, calls: 2 } }],
  addNewcomerAction: [Number(ids.run), { contestant: 'c1', matchesPerPrompt: null }, 'hash'],
  archiveAction: [Number(ids.run), true],
  labelAction: [Number(ids.run), { name: 'Taken', notes: '' }],
  controlAction: [Number(ids.run), { verb: 'retry' }],
  importAction: [ids.upload, { benchmark: 'theirs', readings: [null] }],
  inspectAction: [ids.upload, {}],
});
/** Those that name nothing of a team but what they store. */
const OWN = { startAction: [{}, 'hash'], saveAction: [{ yaml: 'id: x' }] };
/** Those that only say something. */
const READING = [
  ...['planRejudgeAction', 'rejudgeTemplatesAction', 'previewAction', 'planAction', 'checkAction'],
  ...['newcomersAction', 'planNewcomerAction'],
];
const OTHERS = ['readUploadAction', 'chooseLocale'];

async function stored(): Promise<unknown> {
  const { rows } = await database.query(
    `SELECT (SELECT json_agg(c ORDER BY id) FROM contestant c) AS contestants, (SELECT json_agg(j ORDER BY id) FROM judge j) AS judges,
       (SELECT json_agg(r ORDER BY id) FROM run r) AS runs, (SELECT json_agg(u ORDER BY id) FROM upload u) AS uploads,
       (SELECT count(*) FROM rejudging) AS rejudgings, (SELECT count(*) FROM template_version) AS templates,
       (SELECT count(*) FROM submission WHERE deleted_at IS NULL) AS submissions`,
  );
  return rows;
}

describe('server actions', () => {
  test('are all known here: a new one belongs into one of these lists', () => {
    const known = [...Object.keys(changes()), ...Object.keys(OWN), ...READING, ...OTHERS];
    expect([...actions.keys()].sort()).toEqual(known.sort());
  });

  test('that change anything do nothing for somebody who may only look, nor for nobody', async () => {
    const before = await stored();
    for (const [name, args] of Object.entries({ ...changes(), ...OWN })) {
      expect(await act(name, args, cookies.viewer), name).toContain('not-allowed');
      expect(await act(name, args, ''), name).toContain('not-allowed');
    }
    expect(await stored()).toEqual(before);
  });

  test('find nothing of another team', async () => {
    const before = await stored();
    for (const [name, args] of Object.entries(changes()))
      expect(await act(name, args, cookies.stranger), name).toMatch(/not-found|"refused"/);
    expect(await act('planRejudgeAction', [Number(ids.run), { only: 'all' }, null], cookies.stranger)).toContain(
      'not-found',
    );
    const newcomer = [Number(ids.run), { contestant: 'c1', matchesPerPrompt: null }];
    expect(await act('planNewcomerAction', newcomer, cookies.stranger)).toContain('not-found');
    expect(await act('newcomersAction', [Number(ids.run)], cookies.stranger)).toBe('[]');
    expect(await act('readUploadAction', [ids.upload], cookies.stranger)).toBe('null');
    expect(await stored()).toEqual(before);
  });

  test('that only say something say nothing to nobody', async () => {
    const asked = {
      ...{ planRejudgeAction: [1, {}, null], previewAction: [{}], planAction: [{}], checkAction: [{}] },
      planNewcomerAction: [1, {}],
    };
    for (const [name, args] of Object.entries(asked)) expect(await act(name, args, ''), name).toContain('not-allowed');
    expect(await act('rejudgeTemplatesAction', [], '')).toBe('[]');
    expect(await act('newcomersAction', [1], '')).toBe('[]');
    expect(await act('readUploadAction', [ids.upload], '')).toBe('null');
  });
});

describe('addresses', () => {
  const files = () => [
    `/runs/${ids.run}/export?format=csv`,
    `/runs/${ids.run}/events`,
    `/runs/${ids.run}/calls/${ids.call}`,
  ];

  test('of files want a session, and find nothing of another team', async () => {
    for (const path of files()) {
      expect((await ask(path, '')).status, path).toBe(401);
      expect((await ask(path, cookies.stranger)).status, path).toBe(404);
    }
    expect((await ask(files()[0] as string, cookies.viewer)).status).toBe(200);
  });

  test('of uploads want a session and a role, take no other place than a file’s, and no more than was announced', async () => {
    const announce = { method: 'POST', body: JSON.stringify([{ name: 'x.jsonl', bytes: 1 }]) };
    const slice = { method: 'PUT', body: 'x' };
    const path = `/api/uploads/${ids.upload}/0?offset=0`;
    expect((await ask('/api/uploads', '', announce)).status).toBe(401);
    expect((await ask(path, '', slice)).status).toBe(401);
    expect((await ask('/api/uploads', cookies.viewer, announce)).status).toBe(403);
    expect((await ask(path, cookies.viewer, slice)).status).toBe(403);
    expect((await ask(path, cookies.stranger, slice)).status).toBe(404);
    const own = (await (await ask('/api/uploads', cookies.stranger, announce)).json()) as { id: string };
    for (const wrong of ['1', '-1', '..%2F..%2Fx', '0?offset=1', '0?offset=-1'])
      expect((await ask(`/api/uploads/${own.id}/${wrong}`, cookies.stranger, slice)).status, wrong).toBeGreaterThan(
        399,
      );
    const long = { method: 'PUT', body: 'x'.repeat(2) };
    expect((await ask(`/api/uploads/${own.id}/0?offset=0`, cookies.stranger, long)).status).toBeGreaterThan(399);
  });

  test('of pages lead nobody in, and another team to nothing', async () => {
    const own = [
      `/runs/${ids.run}`,
      ...['leaderboard', 'matches', 'matrices', 'items', 'brackets'].map((tab) => `/runs/${ids.run}/${tab}`),
      `/contestants/${ids.contestant}`,
      `/judges/${ids.judge}`,
      `/benchmarks/${ids.benchmark}`,
      `/uploads/${ids.upload}`,
    ];
    for (const path of own) {
      const strange = await ask(path, cookies.stranger);
      expect(strange.status, path).toBe(404);
      expect(await strange.text(), path).not.toContain('birds');
      expect([302, 303, 307], path).toContain((await ask(path, '')).status);
      expect((await ask(path, cookies.viewer)).status, path).toBe(200);
    }
  });
});
