import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importUpload } from '#lib/pipeline/import-upload.ts';
import { findChromium } from '../../scripts/test-support/find-chromium.ts';
import { openPages, type PagesUnderTest } from '../../scripts/test-support/pages-under-test.ts';
import { testDatabase } from '../../scripts/test-support/test-database.ts';
import type { Visitor } from '../../scripts/test-support/visitor.ts';

const executablePath = findChromium();

const folder = mkdtempSync(join(tmpdir(), 'joust-upload-page-'));
const file = (name: string, text: string) => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};
const table = file(
  'answers.csv',
  'question,model,answer\nWhat is 1 + 1?,heron,2\nWhat is 1 + 1?,wren,3\nWhat is 2 + 2?,heron,\nWhat is 2 + 2?,wren,4\n',
);
const bad = file('bad.jsonl', '{"prompt_id": 1, "prompt": "x"}\n{"prompt_id": 1, "contestant": 7, "response": "z"}\n');

describe.skipIf(!executablePath)('importing files on a page (needs Chromium)', () => {
  let pages: PagesUnderTest;
  let visitor: Visitor;

  beforeAll(async () => {
    const { url } = await testDatabase();
    pages = await openPages({ databaseUrl: url, executablePath: executablePath as string, home: folder });
    visitor = await pages.owner();
  }, 300_000);
  afterAll(async () => {
    await pages?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** What a worker does once the page has queued an upload. */
  async function work(): Promise<void> {
    const uploadId = new URL(visitor.page.url()).pathname.split('/').at(-1) as string;
    await importUpload(pages.database, pages.scope, { home: folder, uploadId });
  }

  it('shows what a table holds, takes another mapping, and brings it in', { timeout: 120_000 }, async () => {
    const { page } = visitor;
    await page.goto(`${pages.url}/benchmarks`);
    await page.getByRole('link', { name: 'Import files' }).click();
    expect(await visitor.brokenRules()).toEqual([]);
    await page.locator('input[type=file]').first().setInputFiles([table]);
    const card = page.getByRole('region', { name: 'answers.csv' });
    await card.getByText('4 records (csv)').waitFor();
    await card.locator('summary').click();
    await card.getByLabel('Category').selectOption('model');
    await card.getByText(/Category ← model/).waitFor();
    await card.getByLabel('Category').selectOption('');
    await card.getByText(/Category ← model/).waitFor({ state: 'detached' });
    expect(await card.getByRole('row').count()).toBeGreaterThan(3);
    expect(await visitor.brokenRules()).toEqual([]);
    await page.getByRole('combobox', { name: 'Benchmark' }).fill('sums');
    await page.getByRole('button', { name: 'Import 1 file' }).click();
    await page.getByRole('heading', { name: 'Waiting for a worker to import into sums.' }).waitFor();
    await work();
    await page.getByRole('heading', { name: 'sums, version 1: 2 prompts, 4 answers imported.' }).waitFor();
    expect(await page.getByRole('row', { name: /heron/ }).textContent()).toContain('heron');
    expect(await visitor.brokenRules()).toEqual([]);
    await page.getByRole('link', { name: 'Plan a run' }).click();
    await page.getByRole('heading', { level: 1 }).waitFor();
    expect(page.url()).toContain('benchmark=sums');
  });

  it('names bad rows, stores nothing, and lets the same files be imported otherwise', {
    timeout: 120_000,
  }, async () => {
    const { page } = visitor;
    await page.goto(`${pages.url}/uploads/new?benchmark=second`);
    await page.locator('input[type=file]').first().setInputFiles([table, bad]);
    await page.getByRole('region', { name: 'bad.jsonl' }).waitFor();
    await page.getByRole('button', { name: 'Import 2 files' }).click();
    await page.getByRole('heading', { name: 'Waiting for a worker' }).waitFor();
    await work();
    await page.getByRole('heading', { name: 'Nothing was imported: 1 row is wrong.' }).waitFor();
    await page.getByText('bad.jsonl:2').waitFor();
    expect(await visitor.brokenRules()).toEqual([]);
    await page.getByRole('link', { name: 'Import otherwise' }).click();
    await page.getByRole('region', { name: 'bad.jsonl' }).getByLabel('Leave out').check();
    await page.getByRole('combobox', { name: 'Benchmark' }).fill('second');
    await page.getByRole('button', { name: 'Import 1 file' }).click();
    await page.getByRole('heading', { name: 'Waiting for a worker' }).waitFor();
    await work();
    await page.getByRole('heading', { name: /second, version 1/ }).waitFor();
  });

  it('is not there for another team, and complains of nothing', { timeout: 60_000 }, async () => {
    const stranger = await pages.stranger();
    const answer = await stranger.page.goto(visitor.page.url());
    expect(answer?.status()).toBe(404);
    expect(visitor.complaints).toEqual([]);
  });
});
