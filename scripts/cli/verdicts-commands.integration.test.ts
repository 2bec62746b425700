import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { testDatabase } from '../test-support/test-database.ts';

const MAIN = join(import.meta.dirname, 'main.ts');
const { url } = await testDatabase();
const folder = mkdtempSync(join(tmpdir(), 'joust-verdicts-'));
afterAll(() => rmSync(folder, { recursive: true }));

function joust(...words: string[]) {
  const env = { ...process.env, DATABASE_URL: url, JOUST_HOME: join(folder, 'home') };
  const { stdout, stderr, status } = spawnSync(process.execPath, [MAIN, ...words], { encoding: 'utf8', env });
  return { stdout, stderr, status };
}

function written(name: string, text: string): string {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
}

const annotations = ['m', 'n'].flatMap((model) =>
  [1.2, 1.9, 1.5, 2, 1.7, 1.1].map((preference, index) => {
    return { instruction: `Question ${index}?`, generator_1: 'base', generator_2: model, preference, annotator: 'gpt' };
  }),
);

describe('verdicts at the terminal', () => {
  it('come in, have a leaderboard with win rates, and go out again', () => {
    const file = written('annotations.json', JSON.stringify(annotations));
    const imported = joust('import-verdicts', file, '--benchmark', 'Small', '--json');
    expect(imported.stderr).toContain('annotations.json: alpacaeval format');
    expect(JSON.parse(imported.stdout)).toMatchObject({ number: 1, judgements: 12, contestants: 3, judges: ['gpt'] });
    const board = JSON.parse(joust('leaderboard', '1', '--json').stdout);
    expect(board.winRates).toMatchObject({ reference: 'base', rates: [{ winRate: 56.666666666666664 }, {}, {}] });
    expect(joust('leaderboard', '1', '--win-rate-against', 'm').stdout).toContain('win rates are against m');
    expect(joust('leaderboard', '1', '--win-rate-against', 'nobody', '--json')).toMatchObject({
      status: 1,
      stdout: expect.stringContaining('unknown-contestant'),
    });
    expect(joust('runs').stdout).toMatch(/#1 +Small +imported +gpt +COMPLETED/);
    expect(joust('export', '1', '--format', 'csv').stdout).toMatch(/^contestant,rating/);
    const out = join(folder, 'again.json');
    expect(joust('export', '1', '--format', 'alpacaeval', '--out', out)).toMatchObject({ status: 0, stdout: '' });
    expect(JSON.parse(readFileSync(out, 'utf8'))).toHaveLength(12);
    expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  it('are refused with their rows, and wrong words with what was expected', () => {
    const file = written('bad.csv', 'prompt_id,contestant_a,contestant_b,verdict\np1,x,y,a\np2,x,y,maybe\n');
    const refused = joust('import-verdicts', file, '--benchmark', 'Bad', '--json');
    expect(refused.status).toBe(1);
    expect(JSON.parse(refused.stdout)).toMatchObject({
      error: { code: 'import-rejected', badRows: 1, rows: [{ file: 'bad.csv', line: 3, field: 'verdict' }] },
    });
    expect(joust('export', '1', '--format', 'exe').stderr).toContain('bad-option');
    expect(joust('export', '1', '--format', 'csv', '--chart', 'ratings').stderr).toContain('svg or png');
    expect(joust('export', '99', '--format', 'csv').stderr).toContain('run-not-found');
    expect(joust('export', '1', '--format', 'csv', '--out', join(folder, 'no', 'such', 'folder.csv')).stderr).toContain(
      'file-unwritable',
    );
  });
});
