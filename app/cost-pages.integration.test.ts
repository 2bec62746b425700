import { mkdirSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSignInLink } from '#lib/access/sign-in-link.ts';
import { teamScope } from '#lib/access/team-scope.ts';
import { openDatabase } from '#lib/db/database.ts';
import { listJudgeCaps } from '#lib/db/judge-months.ts';
import { ensureLocalTeam } from '#lib/db/local-team.ts';
import { listPrices } from '#lib/db/prices.ts';
import { findRun, type RunRow } from '#lib/db/run-row.ts';
import { findChromium } from '../scripts/test-support/find-chromium.ts';
import { otherTeam } from '../scripts/test-support/other-team.ts';
import { playRun, startedRun } from '../scripts/test-support/play-run.ts';
import { smallBenchmark } from '../scripts/test-support/small-benchmark.ts';
import { type Pages, startPages } from '../scripts/test-support/start-pages.ts';
import { billByCharacters, talkativeJudge } from '../scripts/test-support/talkative-judge.ts';
import { testDatabase } from '../scripts/test-support/test-database.ts';
import { newVisitor, type Visitor } from '../scripts/test-support/visitor.ts';

const executablePath = findChromium();
const SCREENSHOTS = process.env.JOUST_SCREENSHOTS;

describe.skipIf(!executablePath)(
  `what things cost, on the pages${executablePath ? '' : ' (needs chromium; no chromium)'}`,
  async () => {
    if (!executablePath) return;
    const { url: databaseUrl } = await testDatabase();
    const database = openDatabase({ url: databaseUrl });
    const local = await ensureLocalTeam(database);
    const scope = teamScope(local.teamId);
    const { model } = talkativeJudge({ seed: 'pages', lengths: { median: 90, sigma: 0.6 }, billing: billByCharacters });
    let browser: Browser;
    let pages: Pages;
    let owner: Visitor;

    const linkFor = (member: { teamId: string; userId: string }) =>
      createSignInLink(database, { ...member, baseUrl: pages.url });
    const look = async (name: string) => {
      if (!SCREENSHOTS) return;
      mkdirSync(SCREENSHOTS, { recursive: true });
      await owner.page.screenshot({ path: `${SCREENSHOTS}/${name}.png`, fullPage: true });
    };

    beforeAll(async () => {
      await smallBenchmark(database, scope, { name: 'birds', prompts: 20, contestants: 4 });
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

    test('five are tried first: verdicts, the new estimate, and on', async () => {
      const { page } = owner;
      await page.goto(
        `${pages.url}/runs/new?benchmark=birds&judge=endpoint&endpoint=http://127.0.0.1:9/v1&inputPrice=1&outputPrice=4`,
      );
      await page.getByRole('heading', { level: 1 }).waitFor();
      // Nobody has come to the model yet: it is missed in the plan, and not red.
      expect(await page.getByRole('textbox', { name: 'Model' }).getAttribute('aria-invalid')).toBeNull();
      await page.getByRole('textbox', { name: 'Model' }).fill('talkative');
      await page.getByRole('button', { name: /^Start: 60 calls, about/ }).waitFor();
      await look('new-run');
      expect(await owner.brokenRules()).toEqual([]);
      await page.getByRole('button', { name: 'Try 5 first' }).click();
      await page.waitForURL('**/runs/1');
      await page.getByRole('button', { name: 'Pause' }).waitFor();
      const run = (await findRun(database, scope, '1')) as RunRow;
      expect(run.trialCalls).toBe(5);
      await playRun(database, run, model);
      await page.getByRole('heading', { level: 1, name: /^The trial is over/ }).waitFor();
      await page.getByRole('status').filter({ hasText: 'Run #1, birds: Paused: trial is over' }).waitFor();
      expect(await page.title()).toContain('● Run #1');
      await page.getByRole('heading', { name: 'Verdicts of the trial' }).waitFor();
      expect(await page.getByText('Shown first').count()).toBe(5);
      await look('trial');
      expect(await owner.brokenRules()).toEqual([]);
      await page.getByRole('button', { name: 'Close' }).click();
      await page.getByRole('button', { name: /^Go on: 55 more calls, about \$[\d.]+ to \$[\d.]+/ }).click();
      await page.getByRole('button', { name: 'Pause' }).waitFor();
      expect(await playRun(database, run, model)).toMatchObject({ state: 'COMPLETED', requests: 60 });
      await page.getByRole('heading', { name: 'Planned and made' }).waitFor();
      await page.getByRole('cell', { name: 'Expected after the trial' }).waitFor();
      await look('planned-and-made');
      expect(await owner.brokenRules()).toEqual([]);
      expect(owner.complaints).toEqual([]);
    });

    test('a judge without a price leads to where one is set, and the plan has a cost then', async () => {
      const { page } = owner;
      const plan = `${pages.url}/runs/new?benchmark=birds&judge=endpoint&endpoint=http://127.0.0.1:9/v1&model=house`;
      await page.goto(plan);
      await page.getByText('Unknown price: tokens only.').waitFor();
      await page.getByRole('link', { name: 'Set one' }).click();
      await page.waitForURL('**/prices');
      await page.getByRole('textbox', { name: 'Model' }).fill('house');
      await page.getByLabel('Base URL').fill('http://127.0.0.1:9/v1/');
      await page.getByLabel('Input, $ per million tokens').fill('0.15');
      await page.getByLabel('Output, $ per million tokens').fill('0.6');
      await page.getByRole('button', { name: 'Set the price' }).click();
      await page.getByRole('button', { name: 'Remove house' }).waitFor();
      expect(await listPrices(database, scope)).toMatchObject([
        { endpoint: 'http://127.0.0.1:9/v1', inputPrice: 0.15 },
      ]);
      expect(await owner.brokenRules()).toEqual([]);
      await look('prices');
      await page.goto(plan);
      await page.getByRole('button', { name: /^Start: 60 calls, about/ }).waitFor();
      await page.goto(`${pages.url}/prices`);
      await page.getByRole('button', { name: 'Remove house' }).click();
      await page.getByRole('button', { name: 'Remove house' }).waitFor({ state: 'detached' });
      expect(await listPrices(database, scope)).toEqual([]);
    });

    test('a judge is given a monthly cap, its spend stands beside it, and another team sees neither', async () => {
      const { page } = owner;
      await page.goto(`${pages.url}/prices`);
      const judge = page.getByRole('region', { name: 'talkative' });
      await judge.getByLabel('Cap a month, $').fill('0.5');
      await judge.getByRole('button', { name: 'Set the cap' }).click();
      await judge.getByText('Spend, and the cap as a line').waitFor();
      expect(await listJudgeCaps(database, scope)).toEqual([{ judge: 'talkative', monthlyCap: 0.5 }]);
      expect(await judge.getByRole('row').count()).toBe(2);
      expect(await owner.brokenRules()).toEqual([]);
      await look('spend');
      const stranger = await newVisitor(browser);
      await stranger.page.goto(await linkFor(await otherTeam(database)));
      await stranger.page.goto(`${pages.url}/prices`);
      await stranger.page.getByText('No run has been planned yet').waitFor();
      expect(await stranger.page.textContent('main')).not.toContain('talkative');
    });

    test('a run at the monthly cap of its judge says so, and what to do', async () => {
      const dear = { model: 'talkative', inputPrice: 500, outputPrice: 500, maxOutputTokens: 512 };
      const run = await startedRun(database, scope, { benchmark: 'birds', seed: 'month', judge: dear });
      expect(await playRun(database, run, model)).toMatchObject({ state: 'PAUSED', pauseReason: 'month' });
      await owner.page.goto(`${pages.url}/runs/${run.number}`);
      await owner.page.getByRole('heading', { level: 1, name: /^Paused at a judge’s monthly cap/ }).waitFor();
      await owner.page.getByText('The next call could exceed the cap of $0.50 that talkative has').waitFor();
      await look('month');
      expect(await owner.brokenRules()).toEqual([]);
    });

    test.each([
      { colorScheme: 'dark', locale: 'ko-KR', width: 390 },
      { colorScheme: 'light', locale: 'ko-KR', width: 1440 },
    ] as const)('the pages are accessible and fit: $colorScheme, $locale, $width px', async (wanted) => {
      const paused = await startedRun(database, scope, { benchmark: 'birds', seed: `${wanted.width}`, trial: 20 });
      await playRun(database, paused, model);
      const visitor = await newVisitor(browser, wanted);
      await visitor.page.goto(await linkFor(local));
      for (const path of ['/prices', `/runs/${paused.number}`, '/runs/1', '/runs/new']) {
        await visitor.page.goto(pages.url + path);
        await visitor.page.locator('h1').waitFor();
        if (SCREENSHOTS)
          await visitor.page.screenshot({
            path: `${SCREENSHOTS}/${wanted.width}${path.replaceAll('/', '-')}.png`,
            fullPage: true,
          });
        expect(await visitor.brokenRules()).toEqual([]);
        const overflow = await visitor.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        expect(overflow).toBeLessThanOrEqual(0);
      }
      expect(visitor.complaints).toEqual([]);
    });
  },
);
