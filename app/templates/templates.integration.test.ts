import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSignInLink } from '#lib/access/sign-in-link.ts';
import { teamScope } from '#lib/access/team-scope.ts';
import { openDatabase } from '#lib/db/database.ts';
import { ensureLocalTeam } from '#lib/db/local-team.ts';
import { templateHistory } from '#lib/db/template-versions.ts';
import { importResponses } from '#lib/pipeline/import-responses.ts';
import { findChromium } from '../../scripts/test-support/find-chromium.ts';
import { otherTeam } from '../../scripts/test-support/other-team.ts';
import { fileOf } from '../../scripts/test-support/small-benchmark.ts';
import { type Pages, startPages } from '../../scripts/test-support/start-pages.ts';
import { testDatabase } from '../../scripts/test-support/test-database.ts';
import { newVisitor, type Visitor } from '../../scripts/test-support/visitor.ts';

const executablePath = findChromium();

describe.skipIf(!executablePath)(`templates${executablePath ? '' : ' (needs chromium; no chromium)'}`, async () => {
  if (!executablePath) return;
  const { url: databaseUrl } = await testDatabase();
  const database = openDatabase({ url: databaseUrl });
  const local = await ensureLocalTeam(database);
  const scope = teamScope(local.teamId);
  let browser: Browser;
  let pages: Pages;
  let owner: Visitor;
  const linkFor = (member: { teamId: string; userId: string }) =>
    createSignInLink(database, { ...member, baseUrl: pages.url });

  beforeAll(async () => {
    const prompts = [
      { prompt_id: 'p1', prompt: 'How tall is the tower?', category: 'facts', context: 'The tower is 12 m tall.' },
      { prompt_id: 'p2', prompt: 'Tell a joke.', category: 'fun' },
    ];
    const answers = ['heron', 'owl', '왜가리'].flatMap((contestant) =>
      prompts.map(({ prompt_id }) => ({ prompt_id, contestant, response: `${contestant} answers ${prompt_id}` })),
    );
    const files = [fileOf('birds.jsonl', [...prompts, ...answers])];
    await importResponses({ database, scope, benchmark: 'birds', files });
    pages = await startPages({ databaseUrl });
    browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
    owner = await newVisitor(browser);
    await owner.page.goto(await linkFor(local));
  });
  afterAll(async () => {
    await browser?.close();
    await pages?.close();
    await database.close();
  });

  test('a built-in template shows what it needs, and a real prompt that has it', async () => {
    const { page } = owner;
    await page.getByRole('link', { name: 'Templates' }).click();
    await page.getByRole('heading', { level: 1, name: '7 built-in templates, none of your own yet' }).waitFor();
    expect(await page.getByRole('row').count()).toBe(8);
    expect(await owner.brokenRules()).toEqual([]);
    await page.getByRole('link', { name: 'Answers from given material (RAG)' }).click();
    await page.getByRole('heading', { level: 1, name: 'Answers from given material (RAG), version 1' }).waitFor();
    await page.getByText('birds, prompt p1: heron as A, owl as B.').waitFor();
    expect(await page.getByText('The tower is 12 m tall.').count()).toBe(1);
    expect(await owner.brokenRules()).toEqual([]);
    await page.goto(`${pages.url}/templates/translation`);
    await page.getByText('No prompt of birds has all that this template needs: source_language, target_lang').waitFor();
  });

  test('a copy is checked as it is typed, shown with a real prompt, and saved under a name of its own', async () => {
    const { page } = owner;
    await page.goto(`${pages.url}/templates/rag`);
    await page.getByRole('link', { name: 'Copy and change' }).click();
    const editor = page.getByLabel('Text of the template (YAML)');
    await page.getByRole('button', { name: 'Save as new template my-rag' }).waitFor();
    const copied = await editor.inputValue();
    await editor.fill(copied.replace('my-rag', 'rag'));
    await page.getByText('"rag", a template that comes with Joust').waitFor();
    await editor.fill(copied.replace('reply: reason', 'reply: score'));
    await page.getByText(/Line \d+, reply\./).waitFor();
    expect(await page.getByRole('button', { name: 'Save' }).isDisabled()).toBe(true);
    expect(await owner.brokenRules()).toEqual([]);
    await editor.fill(copied.replace('You compare two answers', 'You weigh two answers'));
    await page.getByText('You weigh two answers, A and B, to a question').waitFor();
    expect(await owner.brokenRules()).toEqual([]);
    await page.getByRole('button', { name: 'Save as new template my-rag' }).click();
    await page.waitForURL('**/templates/my-rag');
    await page.getByText('1, in use').waitFor();
  });

  test('a changed text is a new version, and the one before stays', async () => {
    const { page } = owner;
    await page.goto(`${pages.url}/templates/my-rag`);
    await page.getByRole('link', { name: 'Edit' }).click();
    await page.getByRole('button', { name: 'my-rag, version 1: nothing to save' }).waitFor();
    const editor = page.getByLabel('Text of the template (YAML)');
    await editor.fill((await editor.inputValue()).replace('You weigh', 'You assess'));
    await page.getByRole('button', { name: 'Save as version 2 of my-rag' }).click();
    await page.waitForURL('**/templates/my-rag');
    await page.getByText('2, in use').waitFor();
    await page.getByRole('link', { name: '1', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: /, version 1$/ }).waitFor();
    await page.getByText('You weigh two answers').first().waitFor();
    expect((await templateHistory(database, scope, 'my-rag')).map(({ version }) => version)).toEqual([2, 1]);
    expect(owner.complaints).toEqual([]);
  });

  test('a run is planned with a template for a category, which its preview shows', async () => {
    const { page } = owner;
    await page.goto(`${pages.url}/runs/new?benchmark=birds`);
    await page.getByRole('button', { name: /^Start: \d+ calls, free/ }).waitFor();
    await page.getByLabel('Template', { exact: true }).selectOption('my-rag');
    await page.getByText(/got no context with 1 of 2 prompts: p2/).waitFor();
    expect(await page.getByRole('button', { name: /^Start/ }).count()).toBe(0);
    expect(await owner.brokenRules()).toEqual([]);
    await page.getByLabel('Template', { exact: true }).selectOption('brief');
    await page.getByText('Other templates for categories (0)').click();
    await page.getByLabel('facts').selectOption('my-rag');
    await page.getByText('Every prompt must come with: context.').waitFor();
    await page.getByRole('button', { name: /^Start: \d+ calls, free/ }).waitFor();
    await page.reload();
    expect(await page.getByLabel('facts').inputValue()).toBe('my-rag');
    await page.getByRole('button', { name: 'Show one exact request' }).click();
    await page.getByText('Template brief 1.').waitFor();
    await page.getByText('Template my-rag 2.').waitFor();
    expect(await owner.brokenRules()).toEqual([]);
    await page.getByRole('button', { name: /^Start: \d+ calls, free/ }).click();
    await page.waitForURL('**/runs/1');
    const { rows } = await database.query(
      `SELECT jv.template_id AS template, jv.template_version AS version, rj.categories FROM run_judge rj
       JOIN judge_version jv ON jv.id = rj.judge_version_id ORDER BY rj.categories`,
    );
    expect(rows).toEqual([
      { template: 'brief', version: 1, categories: [] },
      { template: 'my-rag', version: 2, categories: ['facts'] },
    ]);
  });

  test('another team does not find it', async () => {
    const stranger = await newVisitor(browser);
    await stranger.page.goto(await linkFor(await otherTeam(database)));
    for (const path of ['/templates/my-rag', '/templates/my-rag/edit', '/templates/nobody']) {
      expect((await stranger.page.goto(pages.url + path))?.status()).toBe(404);
    }
    await stranger.page.goto(`${pages.url}/templates/rag?version=9`);
    await stranger.page.getByRole('heading', { name: 'There is nothing at this address' }).waitFor();
    await stranger.page.goto(`${pages.url}/templates`);
    expect(await stranger.page.getByText('my-rag').count()).toBe(0);
  });

  test.each([
    { colorScheme: 'dark', locale: 'ko-KR', width: 390 },
    { colorScheme: 'light', locale: 'ko-KR', width: 1440 },
    { colorScheme: 'dark', locale: 'en-US', width: 1440 },
  ] as const)('pages are accessible, quiet and fit: $colorScheme, $locale, $width px', async (look) => {
    const visitor = await newVisitor(browser, look);
    await visitor.page.goto(await linkFor(local));
    for (const path of [
      '/templates',
      '/templates/post-edit',
      '/templates/my-rag',
      '/templates/new',
      '/templates/my-rag/edit',
      '/runs/new?benchmark=birds&template=brief&categoryTemplates=facts%3Dmy-rag',
    ]) {
      await visitor.page.goto(pages.url + path);
      await visitor.page.locator('h1').waitFor();
      if (path.endsWith('edit') || path.endsWith('new')) await visitor.page.locator('main pre').first().waitFor();
      const name = `${path.replaceAll('/', '-')}-${look.colorScheme}-${look.locale}-${look.width}`;
      if (process.env.JOUST_SCREENSHOTS)
        await visitor.page.screenshot({ path: `${process.env.JOUST_SCREENSHOTS}/${name}.png`, fullPage: true });
      expect(await visitor.brokenRules()).toEqual([]);
      const overflow = await visitor.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(overflow).toBeLessThanOrEqual(0);
    }
    expect(visitor.complaints).toEqual([]);
  });
});
