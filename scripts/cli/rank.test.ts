import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
let folder: string;

/** A program of one command, as the CLI's entry makes it. */
const PROGRAM = `
import { Command } from 'commander';
import { addRankCommand } from './scripts/cli/rank.ts';
const program = new Command('joust');
addRankCommand(program);
await program.parseAsync();
`;

interface Outcome {
  status: number | null;
  stdout: string;
  stderr: string;
}

function joust(args: readonly string[], input: string | Uint8Array = ''): Promise<Outcome> {
  const child = spawn(process.execPath, ['--input-type=module', '--eval', PROGRAM, '--', ...args], { cwd: root });
  const outcome: Outcome = { status: null, stdout: '', stderr: '' };
  child.stdout.on('data', (chunk) => {
    outcome.stdout += chunk;
  });
  child.stderr.on('data', (chunk) => {
    outcome.stderr += chunk;
  });
  // A command that fails before reading its input closes the pipe; that is not the test's concern.
  child.stdin.on('error', () => {});
  child.stdin.end(input);
  return new Promise((done) => child.on('close', (status) => done({ ...outcome, status })));
}

const VERDICTS = ['a', 'a', 'b', 'tie', 'a'];
const LINES = Array.from({ length: 300 }, (_, index) => {
  const [a, b] = [
    ['big', 'small'],
    ['small', 'tiny'],
    ['big', 'tiny'],
  ][index % 3]!;
  return `${a},${b},${index === 7 ? 'refused' : VERDICTS[index % 5]},p${index % 60}`;
});
const CSV = `contestant_a,contestant_b,verdict,prompt_id\n${LINES.join('\n')}\n`;
const JSONL = LINES.map((line) => {
  const [contestant_a, contestant_b, verdict, prompt_id] = line.split(',');
  return JSON.stringify({ contestant_a, contestant_b, verdict, prompt_id, judge: 'j', turn: 1 });
}).join('\n');

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'joust-rank-'));
  writeFileSync(join(folder, 'votes.csv'), CSV);
  writeFileSync(join(folder, 'votes.csv.gz'), gzipSync(CSV));
  writeFileSync(join(folder, 'wrong.csv'), `${CSV}big,small,A,p1\n`);
  writeFileSync(join(folder, 'cut.csv.gz'), gzipSync(CSV).subarray(0, 300));
});

afterAll(() => rmSync(folder, { recursive: true }));

const file = (name: string) => join(folder, name);

describe('joust rank', () => {
  it('prints exactly one JSON document, and nothing on stderr, with --json', async () => {
    const { status, stdout, stderr } = await joust(['rank', file('votes.csv'), '--json', '--rounds', '50']);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const document = JSON.parse(stdout);
    expect(document).toMatchObject({ method: 'bt', games: 299, skipped: { refused: 1 }, warnings: [] });
    expect(document.parameters).toMatchObject({ rounds: 50, seed: 'joust', cluster: 'prompt', clusters: 60, prior: 0 });
    expect(document.ratings.map((rating: { contestant: string }) => rating.contestant)).toEqual([
      'big',
      'small',
      'tiny',
    ]);
  });

  it('gives the same from a file, gzip, standard input, and JSON lines', async () => {
    const options = ['--json', '--rounds', '20'];
    const outcomes = await Promise.all([
      joust(['rank', file('votes.csv'), ...options]),
      joust(['rank', file('votes.csv.gz'), ...options]),
      joust(['rank', '-', ...options], gzipSync(CSV)),
      joust(['rank', '-', ...options], JSONL),
    ]);
    for (const outcome of outcomes) expect(outcome).toEqual(outcomes[0]);
    expect(outcomes[0]!.status).toBe(0);
  });

  it('prints an aligned table on stdout and warnings on stderr without --json', async () => {
    const { stdout, stderr } = await joust(['rank', '-', '--rounds', '20'], CSV.replaceAll(/,p\d+$/gm, ',p1'));
    const [header, first] = stdout.split('\n');
    expect(header).toMatch(/^rank {2}contestant +rating +interval +games +won +lost +tied$/);
    expect(first).toMatch(/big +1\d+\.\d +– +200/);
    expect(first).toHaveLength(header!.length);
    expect(stdout).toContain('299 games; rows without a result: 1 refused.');
    expect(stderr).toBe('warning: No intervals: all games share one prompt.\n');
  });

  it('shows sides without a limit as infinite, open ranks as ranges, and says why', async () => {
    const votes = ['contestant_a,contestant_b,verdict,prompt_id'];
    for (let prompt = 0; prompt < 12; prompt++) {
      votes.push(`top,big,a,p${prompt}`, `big,small,${prompt % 3 === 0 ? 'b' : 'a'},p${prompt}`);
    }
    votes.push('new,big,a,p1');
    const { stdout, stderr } = await joust(['rank', '-', '--rounds', '200'], votes.join('\n'));
    expect(stdout).toMatch(/1–2 +top +\d+\.\d +\+∞ −\d+\.\d/);
    expect(stdout).toMatch(/1–4 +new +\d+\.\d +– /);
    expect(stderr).toContain('warning: No interval for new: games on fewer than 6 prompts.');
    expect(stderr).toContain('warning: No upper limit for top: too many resamples set none.');
  });

  it('pools several files', async () => {
    const { stdout } = await joust(['rank', file('votes.csv'), file('votes.csv.gz'), '--json', '--rounds', '0']);
    expect(JSON.parse(stdout)).toMatchObject({ games: 598, skipped: { refused: 2 } });
  });

  it('rates by Elo, and resamples rows on request', async () => {
    const { stdout } = await joust([
      'rank',
      file('votes.csv'),
      '--method',
      'elo',
      '--row-intervals',
      '--rounds',
      '20',
      '--json',
    ]);
    expect(JSON.parse(stdout)).toMatchObject({
      method: 'elo',
      parameters: { kFactor: 4, cluster: 'game', clusters: 299 },
    });
  });

  it('reports faults as one JSON document with a non-zero exit', async () => {
    const fault = async (...args: string[]) => {
      const { status, stdout } = await joust(['rank', ...args, '--json']);
      expect(status).toBe(1);
      return JSON.parse(stdout).error;
    };
    expect((await fault(file('wrong.csv'))).got).toContain('line 302, field verdict');
    expect((await fault(file('absent.csv'))).code).toBe('file-unreadable');
    expect((await fault(file('cut.csv.gz'))).code).toBe('file-unreadable');
    expect((await fault('-')).code).toBe('votes-empty');
    expect((await fault(file('votes.csv'), '--method', 'glicko')).code).toBe('bad-option');
    expect((await fault(file('votes.csv'), '--prior', 'x')).code).toBe('bad-option');
    expect((await fault(file('votes.csv'), '--prior', '1', '--method', 'elo')).code).toBe('bad-option');
    expect((await fault(file('votes.csv'), '--rounds', '1')).code).toBe('bad-option');
  });

  it('shows control characters in names instead of sending them to the terminal', async () => {
    const { stdout, stderr } = await joust(['rank', '-'], 'contestant_a,contestant_b,verdict\nx\u001b[2J,y,a\n');
    expect(stdout + stderr).not.toContain('\u001b');
    expect(stdout).toContain('x\\u{1b}[2J');
  });

  it('says when no row had a result', async () => {
    const { stdout } = await joust(['rank', '-', '--json'], 'contestant_a,contestant_b,verdict\nx,y,error\n');
    expect(JSON.parse(stdout).error).toMatchObject({
      code: 'no-usable-votes',
      got: expect.stringContaining('1 error'),
    });
  });
});
