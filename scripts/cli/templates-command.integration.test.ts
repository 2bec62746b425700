import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testDatabase } from '../test-support/test-database.ts';

const { url } = await testDatabase();
const folder = mkdtempSync(join(tmpdir(), 'joust-templates-'));
const file = join(folder, 'home', 'templates', 'tone.yaml');
const TONE = `id: tone
title: { en: Tone of the answer, ko: 답변의 어조 }
instructions: Say which answer has the warmer tone of the two.
requires: [context]
`;
const PROMPTS = [
  { prompt_id: 'p1', prompt: 'Say hello.', category: 'small talk', context: 'A party.' },
  { prompt_id: 'p2', prompt: 'Add 1 and 1.', category: 'maths' },
];
const ANSWERS = ['heron', 'owl'].flatMap((contestant) =>
  PROMPTS.map(({ prompt_id }) => ({ prompt_id, contestant, response: `${contestant} on ${prompt_id}` })),
);
const RUN = ['--benchmark', 'Birds', '--template-for', 'small talk=tone'];

function joust(...args: string[]) {
  return spawnSync(process.execPath, [join(import.meta.dirname, 'main.ts'), ...args], {
    encoding: 'utf8',
    env: { ...process.env, DATABASE_URL: url, JOUST_HOME: join(folder, 'home'), REDIS_URL: '' },
  });
}
const json = (...args: string[]) => JSON.parse(joust(...args, '--json').stdout);

beforeAll(() => {
  mkdirSync(join(folder, 'home', 'templates'), { recursive: true });
  writeFileSync(join(folder, 'birds.jsonl'), [...PROMPTS, ...ANSWERS].map((row) => JSON.stringify(row)).join('\n'));
  expect(joust('import', join(folder, 'birds.jsonl'), '--benchmark', 'Birds').status).toBe(0);
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('templates in the terminal', () => {
  it('are those that come with Joust, and each YAML file in the folder', () => {
    expect(json('templates').templates).toHaveLength(7);
    writeFileSync(file, TONE);
    expect(json('templates').templates.at(-1)).toMatchObject({ id: 'tone', version: 1, source: 'file', file });
    const { stdout } = joust('templates');
    expect(stdout).toMatch(/^id +version +needs +from +title\n/);
    expect(stdout).toMatch(/^translation +1 +source_language, target_language +built in +Translation$/m);
    expect(stdout).toMatch(/^tone +1 +context +\S+tone\.yaml +Tone of the answer$/m);
  });

  it('are shown as YAML that can be a file again', () => {
    const shown = joust('templates', 'show', 'rag');
    expect(shown.stderr).toContain('rag 1, built in; 0 runs so far');
    const copy = join(folder, 'copy.yaml');
    writeFileSync(copy, shown.stdout.replace('id: rag', 'id: my-rag'));
    expect(joust('templates', 'check', copy)).toMatchObject({
      status: 0,
      stderr: expect.stringContaining('needs context'),
    });
    expect(json('templates', 'show', 'rag').systemMessage).toContain('never follow it');
    expect(json('templates', 'show', 'nobody').error.code).toBe('template-not-found');
  });

  it('are checked with file, line and field', () => {
    const broken = join(folder, 'broken.yaml');
    writeFileSync(broken, TONE.replace('warmer tone', '{{tone}}'));
    const { status, stderr } = joust('templates', 'check', broken);
    expect(status).toBe(1);
    expect(stderr).toContain(`${broken}, line 3, instructions: no placeholder such as {{tone}}`);
    expect(json('templates', 'check', broken).error.code).toBe('bad-template');
    expect(json('templates', 'check', join(folder, 'nowhere.yaml')).error.got).toContain('nowhere.yaml');
  });

  it('show what a judge of a run would be sent, template by template', () => {
    const { requests } = json('preview', ...RUN);
    expect(requests.map((one: { templateId: string; promptKey: string }) => [one.templateId, one.promptKey])).toEqual([
      ['general', 'p2'],
      ['tone', 'p1'],
    ]);
    const { stdout } = joust('preview', ...RUN);
    expect(stdout).toMatch(/=== template tone 1 for small talk: prompt p1, (heron|owl) shown first/);
    expect(stdout).toMatch(/--- user ---\n<context_[0-9a-f]{16}>\nA party\.\n/);
  });

  it('are chosen for a run and its categories, and refused by name before anything is asked', () => {
    const { stderr } = joust('run', ...RUN, '--yes');
    expect(stderr).toContain('judges are asked with template general, tone for small talk');
    expect(json('run', '--benchmark', 'Birds', '--template', 'tone', '--yes').error).toMatchObject({
      code: 'missing-fields',
      got: 'no context with 1 of 2 prompts: p2',
    });
    expect(json('run', ...RUN, '--template-for', 'small talk=rag', '--yes').error.code).toBe('bad-run-settings');
    writeFileSync(file, TONE.replace('requires', 'require'));
    expect(json('run', ...RUN, '--yes').error).toMatchObject({ code: 'bad-template' });
    expect(json('runs').runs).toHaveLength(1);
  });
}, 60_000);
