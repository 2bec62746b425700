import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'joust-main-'));
afterAll(() => rmSync(folder, { recursive: true }));

function joust(...args: string[]) {
  return spawnSync(process.execPath, [join(import.meta.dirname, 'main.ts'), ...args], { encoding: 'utf8' });
}

describe('the command line', () => {
  it('says what to do about a missing option, in words and as JSON', () => {
    const { status, stderr } = joust('run');
    expect(status).toBe(1);
    expect(stderr).toContain("got       required option '--benchmark <name>' not specified");
    expect(stderr).toContain('fix       See `joust run --help`.');
    expect(JSON.parse(joust('run', '--json').stdout).error).toMatchObject({
      code: 'bad-usage',
      fix: 'See `joust run --help`.',
    });
  });

  it('prints its version', () => {
    expect(joust('--version')).toMatchObject({ status: 0, stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) });
  });

  it('shows the place and the beginning of a first line that no format has', () => {
    const file = join(folder, 'cut.jsonl');
    writeFileSync(file, '{"prompt_id": "a", "tur\n');
    const { status, stderr } = joust('import', file, '--benchmark', 'Birds');
    expect(status).toBe(1);
    expect(stderr).toContain('cut.jsonl:1: not one JSON object: Unterminated string');
  });
});
