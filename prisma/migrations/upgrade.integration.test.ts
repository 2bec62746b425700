import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { teamScope } from '#lib/access/team-scope.ts';
import { type Database, openDatabase } from '#lib/db/database.ts';
import { findRun, type RunRow } from '#lib/db/run-row.ts';
import { rankBoard } from '#lib/pipeline/rank-board.ts';
import { applyMigrations } from '../../scripts/migrations/apply-migrations.ts';
import { playRun } from '../../scripts/test-support/play-run.ts';
import { replyOf, scriptedJudge } from '../../scripts/test-support/scripted-judge.ts';
import { testDatabase } from '../../scripts/test-support/test-database.ts';

/** The last migration before templates, juries, trials and deletion. */
const LAST_BEFORE = '20261124154733_instructions_of_judges';
const id = (number: number) => `00000000-0000-7000-8000-${String(number).padStart(12, '0')}`;
const [TEAM, RUN, JUDGE] = [id(1), id(2), id(3)];

const { url } = await testDatabase();
const folder = mkdtempSync(join(tmpdir(), 'joust-upgrade-'));
let database: Database;
afterAll(async () => {
  await database?.close();
  rmSync(folder, { recursive: true });
});

/** A schema of its own with the migrations up to then, and a run under way: one match judged, two with calls to make. */
async function databaseOfBefore(): Promise<string> {
  const plain = openDatabase({ url });
  await plain.query('CREATE SCHEMA before');
  await plain.close();
  const databaseUrl = `${url}?options=-csearch_path%3Dbefore`;
  for (const name of readdirSync(import.meta.dirname)) {
    if (/^\d/.test(name) && name <= LAST_BEFORE)
      cpSync(join(import.meta.dirname, name), join(folder, 'migrations', name), { recursive: true });
  }
  await applyMigrations({ databaseUrl, prismaFolder: folder });
  const old = openDatabase({ url: databaseUrl });
  await old.query(`
    INSERT INTO team (id, name, slug) VALUES ('${TEAM}', 'Team', 'team');
    INSERT INTO benchmark (id, team_id, name, description) VALUES ('${id(10)}', '${TEAM}', 'birds', '');
    INSERT INTO benchmark_version (id, team_id, benchmark_id, number, content_hash) VALUES ('${id(11)}', '${TEAM}', '${id(10)}', 1, 'h');
    INSERT INTO judge (id, team_id, name) VALUES ('${id(12)}', '${TEAM}', 'scripted');
    INSERT INTO judge_version (id, team_id, judge_id, settings_hash, endpoint, model, template_id, template_version, max_output_tokens,
      timeout_ms, input_price, output_price)
      VALUES ('${JUDGE}', '${TEAM}', '${id(12)}', 'h', 'http://127.0.0.1:9/v1', 'scripted', 'general', 1, 1024, 1000, 1, 1);
    INSERT INTO run (id, team_id, number, benchmark_version_id, schedule, both_orders, seed, in_flight, cache_mode, state, plan_hash, plan,
      started_at, running_since)
      VALUES ('${RUN}', '${TEAM}', 1, '${id(11)}', 'league', false, 'joust', 4, 'use', 'RUNNING', 'h',
        '{"matches": 3, "calls": 3, "identical": 0, "inputTokens": 1, "outputTokens": 1, "cost": {"low": 0, "high": 0}}', now(), now());
    INSERT INTO run_judge (team_id, run_id, judge_version_id) VALUES ('${TEAM}', '${RUN}', '${JUDGE}');`);
  for (const [place, name] of ['heron', 'wren'].entries()) {
    await old.query(`
      INSERT INTO contestant (id, team_id, name) VALUES ('${id(20 + place)}', '${TEAM}', '${name}');
      INSERT INTO submission (id, team_id, contestant_id, benchmark_id, format, file_name)
        VALUES ('${id(30 + place)}', '${TEAM}', '${id(20 + place)}', '${id(10)}', 'joust', 'f');
      INSERT INTO run_contestant (team_id, run_id, contestant_id, submission_id)
        VALUES ('${TEAM}', '${RUN}', '${id(20 + place)}', '${id(30 + place)}');`);
  }
  for (const prompt of [0, 1, 2]) {
    const [promptId, a, b, match, call] = [40, 50, 60, 70, 80].map((from) => id(from + prompt));
    await old.query(`
      INSERT INTO prompt (id, team_id, content_hash, turns) VALUES ('${promptId}', '${TEAM}', 'h${prompt}', ARRAY['Question ${prompt}?']);
      INSERT INTO benchmark_prompt (team_id, version_id, key, ordinal, prompt_id)
        VALUES ('${TEAM}', '${id(11)}', 'p${prompt}', ${prompt}, '${promptId}');
      INSERT INTO response (id, team_id, submission_id, prompt_id, turns, text_hash) VALUES
        ('${a}', '${TEAM}', '${id(30)}', '${promptId}', ARRAY['Heron.'], 'a'), ('${b}', '${TEAM}', '${id(31)}', '${promptId}', ARRAY['Wren.'], 'b');
      INSERT INTO match (id, team_id, run_id, prompt_id, round, slot, response_a_id, response_b_id, contestant_a_id, contestant_b_id,
        low_response_id, high_response_id, first, state, ordinal)
        VALUES ('${match}', '${TEAM}', '${RUN}', '${promptId}', 0, 0, '${a}', '${b}', '${id(20)}', '${id(21)}', '${a}', '${b}', 'a',
          '${prompt === 0 ? 'a' : 'open'}', ${prompt});
      INSERT INTO call (id, team_id, run_id, kind, subject_key, judge_version_id, "order", ordinal, status)
        VALUES ('${call}', '${TEAM}', '${RUN}', 'pairwise', '${match}', '${JUDGE}', 1, ${prompt}, '${prompt === 0 ? 'DONE' : 'READY'}');`);
  }
  await old.query(`
    INSERT INTO judgement (id, team_id, run_id, match_id, call_id, judge_version_id, "order", verdict, first, source)
      VALUES ('${id(90)}', '${TEAM}', '${RUN}', '${id(70)}', '${id(80)}', '${JUDGE}', 1, 'a', 'a', 'call')`);
  await old.close();
  return databaseUrl;
}

test('a run under way is finished and ranked after the upgrade', async () => {
  const databaseUrl = await databaseOfBefore();
  expect((await applyMigrations({ databaseUrl })).length).toBeGreaterThan(3);
  database = openDatabase({ url: databaseUrl });
  const scope = teamScope(TEAM);
  const run = (await findRun(database, scope, '1')) as RunRow;
  expect(run).toMatchObject({ state: 'RUNNING', combination: 'separate', samples: 1, name: null });
  const judge = scriptedJudge(() => replyOf('B'));
  expect(await playRun(database, run, judge.model)).toMatchObject({ state: 'COMPLETED' });
  const board = await rankBoard(database, scope, run.id);
  expect(board).toMatchObject({ games: 3 });
  expect(board?.ratings.map(({ contestant, wins }) => [contestant, wins])).toEqual([
    ['wren', 2],
    ['heron', 1],
  ]);
});
