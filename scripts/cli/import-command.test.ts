import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { closedAtEnd } from '../faults/closed-at-end.ts';
import { InstallationUnderTest } from '../faults/installation-under-test.ts';
import { PATIENT } from '../faults/until.ts';

vi.setConfig(PATIENT);

const folder = mkdtempSync(join(tmpdir(), 'joust-import-'));
afterAll(() => rmSync(folder, { recursive: true }));
const installation = closedAtEnd()(new InstallationUnderTest());

function file(name: string, content: string): string {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
}

describe('joust import', () => {
  const answers = file('answers.csv', 'idx,reply,first try\n0,So.,Er.\n1,,Um.\n');
  const prompts = file(
    'prompts.jsonl',
    '{"idx": 0, "instruction": "Why?"}\n{"idx": 1, "instruction": "How?"}\n{"idx": 2, "instruction": "When?"}\n',
  );
  const command = [
    'import',
    answers,
    '--prompts',
    prompts,
    '--key',
    'idx',
    '--contestant',
    'heron',
    '--map',
    'response=reply',
    '--benchmark',
    'B',
  ];

  it('shows what it recognised and what is missing; a dry run stores nothing', async () => {
    const { code, stderr } = await installation.joust(...command, '--dry-run');
    expect(code).toBe(0);
    expect(stderr).toMatch(/answers\.csv +columns +csv +2 +0 +2 +0 +heron/);
    expect(stderr).toContain('columns: idx → prompt_id, reply → response');
    expect(stderr).toContain('3 prompts, 2 responses would be imported; nothing was stored.');
    expect(stderr).toContain('  heron: 2 responses (1 missing, 1 empty)');
    expect(stderr).toMatch(/Missing answers.*\n {2}heron: 2\n/);
    expect(await installation.query('SELECT 1 FROM benchmark')).toEqual([]);
  });

  it('refuses missing answers when told to, and prints one document with --json', async () => {
    const { code, stdout } = await installation.joust(...command, '--missing', 'refuse', '--json');
    expect(code).toBe(1);
    expect(JSON.parse(stdout).error).toMatchObject({
      code: 'import-rejected',
      rows: [{ file: 'answers.csv', field: 'idx' }],
    });
    expect(await installation.json(...command)).toMatchObject({
      prompts: 3,
      submissions: [{ contestant: 'heron', responses: 2, missing: 1, missingPrompts: ['2'], empty: 1 }],
      files: [
        { name: 'prompts.jsonl' },
        {
          name: 'answers.csv',
          mapping: [
            { word: 'prompt_id', field: 'idx' },
            { word: 'response', field: 'reply' },
          ],
        },
      ],
      stored: true,
    });
  });

  it.each([
    [['--map', 'prompt'], 'bad-mapping'],
    [['--format', 'docx'], 'unknown-format'],
    [['--missing', 'perhaps'], 'bad-usage'],
  ])('says what is wrong with %j', async (options, error) => {
    const { code, stdout } = await installation.joust(...command, ...options, '--json');
    expect(code).toBe(1);
    expect(JSON.parse(stdout).error.code).toBe(error);
  });
});
