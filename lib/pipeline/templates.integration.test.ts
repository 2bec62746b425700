import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type TeamScope, teamScope } from '#lib/access/team-scope.ts';
import { openDatabase } from '#lib/db/database.ts';
import { findTemplateVersion, templateHistory } from '#lib/db/template-versions.ts';
import { JoustError } from '#lib/errors.ts';
import { otherTeam } from '../../scripts/test-support/other-team.ts';
import { newTeam, playRun, startedRun } from '../../scripts/test-support/play-run.ts';
import { replyOf, scriptedJudge } from '../../scripts/test-support/scripted-judge.ts';
import { fileOf } from '../../scripts/test-support/small-benchmark.ts';
import { testDatabase } from '../../scripts/test-support/test-database.ts';
import { createRun } from './create-run.ts';
import { importResponses } from './import-responses.ts';
import { knownTemplates, requireReadable } from './known-templates.ts';
import { previewRequests } from './preview-request.ts';
import { runSettings } from './run-settings.ts';
import { saveTemplate, savingOf } from './save-template.ts';
import { requireTemplate } from './template-yaml.ts';

const { url } = await testDatabase();
const database = openDatabase({ url });
let home = '';
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'joust-templates-'));
  await mkdir(join(home, 'templates'));
});
afterEach(() => rm(home, { recursive: true }));
afterAll(() => database.close());

const FIELDS = { source_language: 'English', target_language: 'Korean' };
const TONE = `id: tone
title: { en: Tone }
instructions: Say which answer has the warmer tone of the two.
`;

/** Two prompts to translate, two to answer from a context, one without a category; three answers to each. */
async function mixedBenchmark(scope: TeamScope, name: string): Promise<void> {
  const prompts = [
    { prompt_id: 't0', turns: ['Good morning.'], category: 'translation' },
    { prompt_id: 't1', turns: ['Good night.'], category: 'translation' },
    { prompt_id: 'r0', turns: ['How tall is it?'], category: 'rag', context: 'The tower is 12 m tall.' },
    { prompt_id: 'r1', turns: ['How old is it?'], category: 'rag', context: 'It was built in 1412.' },
    { prompt_id: 'o0', turns: ['Tell a joke.'] },
  ];
  const responses = ['heron', 'kestrel', 'owl'].flatMap((contestant) =>
    prompts.map(({ prompt_id }) => ({ prompt_id, contestant, turns: [`${contestant} on ${prompt_id}`] })),
  );
  const files = [fileOf('prompts.jsonl', prompts), fileOf('responses.jsonl', responses)];
  await importResponses({ database, scope, benchmark: name, files });
}

async function giveFields(scope: TeamScope, key: string, fields: object): Promise<void> {
  await database.query(
    `UPDATE prompt SET fields = $3 WHERE team_id = $1 AND id IN (SELECT prompt_id FROM benchmark_prompt WHERE team_id = $1 AND key = $2)`,
    [scope.teamId, key, JSON.stringify(fields)],
  );
}

async function countOf(table: 'run' | 'call' | 'judge_version', scope: TeamScope): Promise<number> {
  const { rows } = await database.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM ${table} WHERE team_id = $1`,
    [scope.teamId],
  );
  return rows[0]?.count ?? 0;
}

const JUDGES = [{ endpoint: 'http://127.0.0.1:9/v1', model: 'scripted', inputPrice: 1, outputPrice: 1 }];
const refusalOf = (work: Promise<unknown>) =>
  work.then(
    () => expect.fail('was not refused'),
    (error) => (error instanceof JoustError ? error.report : expect.fail(String(error))),
  );

describe('templates of a run', () => {
  it('are chosen per category: every stored request shows the right one', async () => {
    const scope = await newTeam(database, 'two-templates');
    await mixedBenchmark(scope, 'mixed');
    for (const key of ['t0', 't1']) await giveFields(scope, key, FIELDS);
    const run = await startedRun(database, scope, {
      benchmark: 'mixed',
      schedule: 'league',
      categoryTemplates: { translation: 'translation', rag: 'rag' },
    });
    const judge = scriptedJudge(() => replyOf('A'));
    expect((await playRun(database, run, judge.model)).state).toBe('COMPLETED');
    const { rows } = await database.query<{ key: string; template: string; system: string; request: string }>(
      `SELECT bp.key, jv.template_id AS template, jv.instructions AS system, t.request::text AS request
       FROM call c JOIN judge_version jv ON jv.id = c.judge_version_id JOIN call_text t ON t.call_id = c.id
       JOIN match m ON m.id = c.subject_key::uuid JOIN benchmark_prompt bp ON bp.prompt_id = m.prompt_id
       WHERE c.run_id = $1`,
      [run.id],
    );
    expect(rows).toHaveLength(15);
    for (const { key, template, system, request } of rows) {
      expect(template).toBe({ t: 'translation', r: 'rag', o: 'general' }[key[0] as 't']);
      expect(/<translation_A_/.test(request)).toBe(template === 'translation');
      expect(/<target_language_[0-9a-f]{16}>\\nKorean\\n/.test(request)).toBe(template === 'translation');
      expect(/<context_/.test(request)).toBe(template === 'rag');
      expect(system.startsWith('You compare two translations')).toBe(template === 'translation');
      expect(system.includes('answered from the material in context')).toBe(template === 'rag');
    }
    const systems = judge.requests.map(({ messages }) => messages[0]?.content.slice(0, 60));
    expect(new Set(systems).size).toBe(3);
  });

  it('are shown before a run as they will be sent, one request for each', async () => {
    const scope = await newTeam(database, 'preview');
    await mixedBenchmark(scope, 'mixed');
    const settings = { benchmark: 'mixed', schedule: 'league', categoryTemplates: { rag: 'rag' } } as const;
    const previews = await previewRequests(database, scope, runSettings.parse({ ...settings, judges: JUDGES }));
    expect(previews.map(({ templateId, promptKey, categories }) => [templateId, promptKey, categories])).toEqual([
      ['general', expect.stringMatching(/^[to]/), []],
      ['rag', expect.stringMatching(/^r/), ['rag']],
    ]);
    const run = await startedRun(database, scope, settings);
    const judge = scriptedJudge(() => replyOf('B'));
    await playRun(database, run, judge.model);
    const sent = judge.requests.map(({ messages }) => JSON.stringify(messages));
    for (const { messages } of previews) expect(sent).toContain(JSON.stringify(messages));
  });

  it('that need what a prompt lacks are refused before anything is stored or asked', async () => {
    const scope = await newTeam(database, 'missing');
    await mixedBenchmark(scope, 'mixed');
    await giveFields(scope, 't0', { ...FIELDS, target_language: ' ' });
    const plan = (changes: object) =>
      createRun(database, scope, runSettings.parse({ benchmark: 'mixed', judges: JUDGES, ...changes }));
    expect(await refusalOf(plan({ categoryTemplates: { translation: 'translation' } }))).toEqual({
      code: 'missing-fields',
      expected: 'source_language and target_language with every prompt that template translation judges',
      got: 'no target_language or source_language with 2 of 2 prompts: t0, t1',
      fix: expect.stringContaining('Import the prompts with target_language and source_language'),
    });
    expect(await refusalOf(plan({ template: 'rag' }))).toMatchObject({
      code: 'missing-fields',
      got: 'no context with 3 of 5 prompts: t0, t1, o0',
    });
    expect(await refusalOf(plan({ template: 'reference-guided', categoryTemplates: { rag: 'rag' } }))).toMatchObject({
      got: 'no reference with 3 of 3 prompts: t0, t1, o0',
    });
    expect([await countOf('run', scope), await countOf('judge_version', scope)]).toEqual([0, 0]);
  });

  it('that do not exist, or are for a category that does not, are refused by name', async () => {
    const scope = await newTeam(database, 'unknown');
    await mixedBenchmark(scope, 'mixed');
    const plan = (changes: object) =>
      createRun(database, scope, runSettings.parse({ benchmark: 'mixed', judges: JUDGES, ...changes }));
    expect(await refusalOf(plan({ template: 'tone' }))).toMatchObject({ code: 'template-not-found', got: '"tone"' });
    expect(await refusalOf(plan({ categoryTemplates: { maths: 'brief' } }))).toMatchObject({
      code: 'category-not-found',
      got: '"maths"',
      fix: 'Its categories: rag, translation.',
    });
  });

  it('limit the length of replies where the run does not', async () => {
    const scope = await newTeam(database, 'brief');
    await mixedBenchmark(scope, 'mixed');
    const lengths = async (judge: { maxOutputTokens?: number }) => {
      const run = await startedRun(database, scope, {
        benchmark: 'mixed',
        template: 'brief',
        cacheMode: 'bypass',
        judge,
      });
      const scripted = scriptedJudge(() => replyOf('A'));
      await playRun(database, run, scripted.model);
      return [...new Set(scripted.requests.map((request) => request.maxOutputTokens))];
    };
    expect(await lengths({})).toEqual([256]);
    expect(await lengths({ maxOutputTokens: 700 })).toEqual([700]);
  });
});

describe('a template of a YAML file', () => {
  it('is a template as soon as the file is there, and a new version when its text changes', async () => {
    const scope = await newTeam(database, 'file');
    await mixedBenchmark(scope, 'mixed');
    const path = join(home, 'templates', 'tone.yaml');
    const known = async () =>
      (await knownTemplates(database, scope, home)).templates
        .filter(({ source }) => source !== 'built-in')
        .map(({ template, source, file }) => [template.id, template.version, source, file]);
    expect(await known()).toEqual([]);
    await writeFile(path, TONE);
    expect(await known()).toEqual([['tone', 1, 'file', path]]);
    const run = await startedRun(database, scope, { benchmark: 'mixed', template: 'tone' });

    await writeFile(path, TONE.replace('warmer', 'colder'));
    expect(await known()).toEqual([['tone', 2, 'file', path]]);
    const judge = scriptedJudge(() => replyOf('A'));
    await playRun(database, run, judge.model);
    expect(judge.requests.every(({ messages }) => messages[0]?.content.includes('warmer tone'))).toBe(true);

    await writeFile(path, `# a comment\n${TONE}`);
    expect(await known()).toEqual([['tone', 1, 'file', path]]);
    const history = await templateHistory(database, scope, 'tone');
    expect(history.map(({ version, runs }) => [version, runs])).toEqual([
      [2, 0],
      [1, 1],
    ]);
  });

  it('is left out, named with line and field, while it cannot be read, and no run is planned with what it was', async () => {
    const scope = await newTeam(database, 'broken');
    const path = join(home, 'templates', 'tone.yaml');
    await writeFile(path, TONE);
    await knownTemplates(database, scope, home);
    await writeFile(path, TONE.replace('title:', 'titel:'));
    const known = await knownTemplates(database, scope, home);
    expect(known.broken).toEqual([
      {
        path,
        error: expect.objectContaining({ code: 'bad-template', expected: expect.stringContaining(`${path}, line 2`) }),
      },
    ]);
    const settings = { template: 'general', categoryTemplates: { rag: 'tone' } };
    expect(() => requireReadable(known, settings)).toThrow(/titel/);
    expect(() => requireReadable(known, { template: 'brief', categoryTemplates: {} })).not.toThrow();
  });

  it('cannot take the name of a built-in template, nor of another file', async () => {
    const scope = await newTeam(database, 'names');
    await writeFile(join(home, 'templates', 'a.yaml'), TONE);
    await writeFile(join(home, 'templates', 'b.yml'), TONE);
    await writeFile(join(home, 'templates', 'c.yaml'), TONE.replace('id: tone', 'id: rag'));
    const { templates, broken } = await knownTemplates(database, scope, home);
    expect(templates.filter(({ source }) => source === 'file')).toHaveLength(1);
    expect(broken.map(({ error }) => error.got)).toEqual([
      expect.stringContaining(`"tone", the id of ${join(home, 'templates', 'a.yaml')}`),
      '"rag", a template that comes with Joust',
    ]);
    const definition = requireTemplate(TONE, 'tone');
    expect(await refusalOf(saveTemplate(database, scope, { definition, home }))).toMatchObject({
      code: 'bad-template',
    });
  });
});

describe('a template that is saved', () => {
  it('has a version for every text, and says what was saved last', async () => {
    const scope = await newTeam(database, 'saved');
    const save = (yaml: string) =>
      saveTemplate(database, scope, { definition: requireTemplate(yaml, 'the form'), home });
    const saving = (yaml: string) => savingOf(database, scope, { definition: requireTemplate(yaml, 'the form'), home });
    const current = async () => (await knownTemplates(database, scope, home)).templates.at(-1)?.template;
    expect(await saving(TONE)).toEqual({ kind: 'new', version: 1 });
    expect(await save(TONE)).toBe(1);
    expect(await saving(TONE)).toEqual({ kind: 'unchanged', version: 1 });
    expect(await saving(TONE.replace('warmer', 'colder'))).toEqual({ kind: 'next', version: 2 });
    expect(await save(TONE.replace('warmer', 'colder'))).toBe(2);
    expect(await saving(TONE)).toEqual({ kind: 'again', version: 1 });
    expect(await current()).toMatchObject({ id: 'tone', version: 2 });
    expect(await save(TONE.replace('en: Tone', 'en: Warmth'))).toBe(1);
    expect(await current()).toMatchObject({ version: 1, definition: { title: { en: 'Warmth' } } });
  });

  it('is not there for another team', async () => {
    const scope = await newTeam(database, 'ours');
    await saveTemplate(database, scope, { definition: requireTemplate(TONE, 'the form'), home });
    const stranger = teamScope((await otherTeam(database)).teamId);
    expect(await findTemplateVersion(database, scope, { templateId: 'tone', version: 1 })).not.toBeNull();
    expect(await findTemplateVersion(database, stranger, { templateId: 'tone', version: 1 })).toBeNull();
    expect(await templateHistory(database, stranger, 'tone')).toEqual([]);
    expect((await knownTemplates(database, stranger, home)).templates.map(({ template }) => template.id)).not.toContain(
      'tone',
    );
  });
});
