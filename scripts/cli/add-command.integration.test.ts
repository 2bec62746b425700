import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testDatabase } from '../test-support/test-database.ts';

const { url } = await testDatabase();
const folder = mkdtempSync(join(tmpdir(), 'joust-add-'));
const PROMPTS = Array.from({ length: 6 }, (_, index) => ({ prompt_id: `p${index}`, prompt: `Question ${index}?` }));
const answersOf = (contestant: string) =>
  PROMPTS.map(({ prompt_id }) => ({ prompt_id, contestant, response: `${contestant} on ${prompt_id}` }));

function joust(...args: string[]) {
  return spawnSync(process.execPath, [join(import.meta.dirname, 'main.ts'), ...args], {
    encoding: 'utf8',
    env: { ...process.env, DATABASE_URL: url, JOUST_HOME: join(folder, 'home'), REDIS_URL: '' },
  });
}
const json = (...args: string[]) => JSON.parse(joust(...args, '--json').stdout);

function importRows(name: string, rows: readonly object[]): void {
  const file = join(folder, name);
  writeFileSync(file, rows.map((row) => JSON.stringify(row)).join('\n'));
  expect(joust('import', file, '--benchmark', 'Birds').status).toBe(0);
}

beforeAll(() => {
  mkdirSync(join(folder, 'home'));
  importRows('birds.jsonl', [...PROMPTS, ...['heron', 'owl', 'wren', 'tern'].flatMap(answersOf)]);
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('reference mode and adding a contestant, in the terminal', { timeout: 120_000 }, () => {
  it('plays n·|X| matches against a named contestant and shows win rates against it (row 35)', () => {
    const arguments_ = ['--benchmark', 'Birds', '--schedule', 'anchored', '--anchors', 'owl', '--yes', '--wait'];
    const done = json('run', ...arguments_);
    expect(done).toMatchObject({ state: 'COMPLETED', plan: { matches: 3 * PROMPTS.length } });
    expect(done.leaderboard.winRates.reference).toBe('owl');
    expect(done.leaderboard.winRates.rates).toHaveLength(4);
    const { stdout } = joust('leaderboard', 'latest');
    expect(stdout).toContain('win rate %');
    expect(stdout).toContain('win rates are against owl');
    expect(json('run', '--benchmark', 'Birds', '--schedule', 'anchored', '--anchors', 'emu', '--yes').error.code).toBe(
      'contestant-not-found',
    );
  });

  it('adds a contestant with its own matches only, shows them before, and says so in every leaderboard of the board (row 34)', () => {
    const parent = json('run', '--benchmark', 'Birds', '--schedule', 'league', '--yes', '--wait');
    importRows('robin.jsonl', answersOf('robin'));
    const asked = joust('add', String(parent.number), 'robin');
    expect(asked.stderr).toContain(
      `robin joins the board of run #${parent.number}: 12 matches, 2 on each prompt, against 4 incumbents`,
    );
    expect(asked.stderr).toContain('--yes, or a terminal to ask on');
    const child = json('add', String(parent.number), 'robin', '--yes', '--wait');
    expect(child).toMatchObject({ state: 'COMPLETED', plan: { matches: 12 }, coverage: { matches: 12 } });
    const matches = joust('matches', String(child.number), '--json').stdout.trim().split('\n');
    expect(matches.length).toBeGreaterThan(0);
    const board = json('leaderboard', String(parent.number));
    expect(board.ratings.map((one: { contestant: string }) => one.contestant).sort()).toEqual([
      'heron',
      'owl',
      'robin',
      'tern',
      'wren',
    ]);
    expect(joust('leaderboard', String(parent.number)).stdout).toContain(`with robin added by run #${child.number}`);
    expect(json('add', String(parent.number), 'robin', '--yes').error.code).toBe('already-on-board');
    expect(json('add', '99', 'robin', '--yes').error.code).toBe('run-not-found');
    expect(json('run', '--like', String(child.number), '--yes').error.code).toBe('schedule-not-repeatable');
  });
});
