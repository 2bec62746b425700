import { readFile } from 'node:fs/promises';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSignInLink } from '#lib/access/sign-in-link.ts';
import { teamScope } from '#lib/access/team-scope.ts';
import { openDatabase } from '#lib/db/database.ts';
import { ensureLocalTeam } from '#lib/db/local-team.ts';
import { EXPORT_FORMATS } from '#lib/pipeline/export-formats.ts';
import { importVerdicts } from '#lib/pipeline/import-verdicts.ts';
import { rankBoard } from '#lib/pipeline/rank-board.ts';
import { findChromium } from '../scripts/test-support/find-chromium.ts';
import { otherTeam } from '../scripts/test-support/other-team.ts';
import { type Pages, startPages } from '../scripts/test-support/start-pages.ts';
import { testDatabase } from '../scripts/test-support/test-database.ts';
import { newVisitor, type Visitor } from '../scripts/test-support/visitor.ts';

const executablePath = findChromium();

describe.skipIf(!executablePath)(
  `pages of imported verdicts${executablePath ? '' : ' (needs chromium; no chromium)'}`,
  async () => {
    if (!executablePath) return;
    const { url: databaseUrl } = await testDatabase();
    const database = openDatabase({ url: databaseUrl });
    const local = await ensureLocalTeam(database);
    const scope = teamScope(local.teamId);
    let browser: Browser;
    let pages: Pages;
    let owner: Visitor;
    let run: string;

    beforeAll(async () => {
      const annotations = Array.from({ length: 24 }, (_, index) => ({
        instruction: `Question ${index}?`,
        generator_1: 'base',
        output_1: `Base ${index}`,
        generator_2: index % 2 ? 'm' : '=n<b>',
        output_2: `Other ${index}`,
        preference: 1 + ((index * 7) % 24) / 23.3,
        annotator: 'weighted',
      }));
      const chunks = (async function* () {
        yield Buffer.from(JSON.stringify(annotations));
      })();
      const files = [{ name: 'annotations.json', format: 'alpacaeval' as const, chunks }];
      const result = await importVerdicts({ database, scope, benchmark: 'AlpacaEval', files });
      await rankBoard(database, scope, result.run);
      run = `/runs/${result.number}`;
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

    const linkFor = (member: { teamId: string; userId: string }) =>
      createSignInLink(database, { ...member, baseUrl: pages.url });

    test('the page of the run says that verdicts were given elsewhere, and shows neither calls nor costs', async () => {
      const { page } = owner;
      await page.goto(`${pages.url}${run}`);
      expect(await page.textContent('main h1')).toContain('24 judgements of 24 matches, given elsewhere and imported');
      expect(await page.locator('[role=progressbar]').count()).toBe(0);
      expect(await page.getByText('Requests in flight').count()).toBe(0);
      await page.goto(`${pages.url}/`);
      await page.getByText('#1 AlpacaEval').waitFor();
      expect(await owner.brokenRules()).toEqual([]);
    });

    test('the leaderboard shows win rates against the baseline, and where verdicts came from', async () => {
      const { page } = owner;
      await page.goto(`${pages.url}${run}/leaderboard`);
      expect(await page.textContent('#win-rates-title')).toBe('Win rates against base');
      await page.getByText('weighted · given elsewhere').waitFor();
      await page.click('summary:has-text("Download")');
      expect(await owner.brokenRules()).toEqual([]);
    });

    test('every format can be downloaded from the menu, under a name of ours', async () => {
      const { page } = owner;
      await page.goto(`${pages.url}${run}/leaderboard`);
      await page.click('summary:has-text("Download")');
      const links = page.locator('a[download]');
      expect(await links.count()).toBe(Object.keys(EXPORT_FORMATS).length);
      for (const link of await links.all()) {
        const path = (await link.getAttribute('href')) as string;
        const answer = await page.request.get(pages.url + path);
        expect(answer.status(), path).toBe(200);
        expect(answer.headers()['content-disposition'], path).toMatch(
          /^attachment; filename="joust-run-1[\w-]*\.\w+"$/,
        );
        expect((await answer.body()).length, path).toBeGreaterThan(100);
      }
      const [download] = await Promise.all([page.waitForEvent('download'), page.click('a[href$="format=dpo"]')]);
      expect(download.suggestedFilename()).toBe('joust-run-1-dpo.jsonl');
      expect(await readFile(await download.path(), 'utf8')).toContain('"chosen"');
    });

    test('the chart is saved as a picture by the browser', async () => {
      const { page } = owner;
      await page.goto(`${pages.url}${run}/leaderboard`);
      const started = page.waitForEvent('download');
      await page.click('button[aria-label="Save the chart as PNG"]');
      const bytes = await readFile(await (await started).path());
      expect([...bytes.subarray(0, 4)]).toEqual([0x89, 0x50, 0x4e, 0x47]);
      expect(bytes.length).toBeGreaterThan(5_000);
    });

    test('a stranger gets no file, and another team finds no run', async () => {
      const path = `${pages.url}${run}/export?format=csv`;
      expect((await fetch(path)).status).toBe(401);
      const stranger = await newVisitor(browser);
      await stranger.page.goto(await linkFor(await otherTeam(database)));
      expect((await stranger.page.request.get(path)).status()).toBe(404);
      const mine = await owner.page.request.get(path);
      expect(mine.headers()['content-disposition']).toBe('attachment; filename="joust-run-1.csv"');
      expect(await mine.text()).toContain("'=n<b>");
      const wrong = await owner.page.request.get(`${pages.url}${run}/export?format=exe`);
      expect(wrong.status()).toBe(400);
      expect(await wrong.json()).toMatchObject({ error: { code: 'unknown-format', got: '"exe"' } });
    });

    test('all of it is there in Korean', async () => {
      const { page } = owner;
      await page.context().addCookies([{ name: 'joust_locale', value: 'ko', url: pages.url }]);
      await page.goto(`${pages.url}${run}/leaderboard`);
      expect(await page.textContent('#win-rates-title')).toBe('base 상대 승률');
      await page.getByText('내려받기').waitFor();
    });
  },
);
