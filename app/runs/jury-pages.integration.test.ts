import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSignInLink } from '#lib/access/sign-in-link.ts';
import { teamScope } from '#lib/access/team-scope.ts';
import { openDatabase } from '#lib/db/database.ts';
import { ensureLocalTeam } from '#lib/db/local-team.ts';
import { findRun, type RunRow } from '#lib/db/run-row.ts';
import { rankBoard } from '#lib/pipeline/rank-board.ts';
import { findChromium } from '../../scripts/test-support/find-chromium.ts';
import { again, playRun, startedRun } from '../../scripts/test-support/play-run.ts';
import { replyOf, scriptedJudge } from '../../scripts/test-support/scripted-judge.ts';
import { smallBenchmark } from '../../scripts/test-support/small-benchmark.ts';
import { type Pages, startPages } from '../../scripts/test-support/start-pages.ts';
import { testDatabase } from '../../scripts/test-support/test-database.ts';
import { newVisitor, type Visitor } from '../../scripts/test-support/visitor.ts';

const executablePath = findChromium();
const PATIENT = { timeout: 30_000 };

describe.skipIf(!executablePath)(
  `pages of juries${executablePath ? '' : ' (needs chromium; no chromium)'}`,
  async () => {
    if (!executablePath) return;
    const { url: databaseUrl } = await testDatabase();
    const database = openDatabase({ url: databaseUrl });
    const local = await ensureLocalTeam(database);
    const scope = teamScope(local.teamId);
    const first = scriptedJudge(() => replyOf('A'));
    let browser: Browser;
    let pages: Pages;
    let owner: Visitor;

    beforeAll(async () => {
      await smallBenchmark(database, scope, { name: 'birds', prompts: 6, contestants: 3 });
      pages = await startPages({ databaseUrl });
      browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
      owner = await newVisitor(browser);
      await owner.page.goto(await createSignInLink(database, { ...local, baseUrl: pages.url }));
    });
    afterAll(async () => {
      await browser?.close();
      await pages?.close();
      await database.close();
    });

    test('a jury is made on the page of a new run, with what each choice costs', async () => {
      const { page, brokenRules } = owner;
      await page.goto(
        `${pages.url}/runs/new?benchmark=birds&schedule=league&judge=endpoint&endpoint=http://127.0.0.1:9/v1&model=one`,
      );
      const calls = page.getByRole('region', { name: 'Plan' }).locator('dd').first();
      await expect.poll(() => calls.textContent(), PATIENT).toBe('18');
      await page.getByRole('button', { name: 'Add a judge' }).click();
      const seat = page.getByRole('group', { name: 'Judge 2' });
      await seat.getByLabel('Base URL').fill('http://127.0.0.1:8/v1');
      await seat.getByLabel('Model').fill('two');
      await seat.getByLabel('Weight').fill('0.5');
      await expect.poll(() => calls.textContent(), PATIENT).toBe('36');
      await page.getByLabel('By weight').check();
      await page.getByLabel('Samples').fill('2');
      await expect.poll(() => calls.textContent(), PATIENT).toBe('72');
      await page.getByText('2× the calls: each judge is asked 2 times').waitFor();
      expect(await brokenRules()).toEqual([]);
      await page.reload();
      expect(await seat.getByLabel('Model').inputValue()).toBe('two');
      await page.getByRole('button', { name: /^Start/ }).click();
      await page.waitForURL(/\/runs\/\d+$/);
      await page.getByText('Settings of this run').click();
      await page.getByText('two · http://127.0.0.1:8/v1 · weight 0.5').waitFor();
      const run = (await findRun(database, scope, 'latest')) as RunRow;
      expect(run).toMatchObject({ combination: 'weighted', samples: 2, judgeName: 'one +1' });
    });

    test('matches are judged again from the page of their run, and the leaderboard says so', async () => {
      const run = await startedRun(database, scope, { benchmark: 'birds', schedule: 'league', bothOrders: true });
      await playRun(database, run, first.model);
      await rankBoard(database, scope, run.id);
      const { page, brokenRules } = owner;
      await page.goto(`${pages.url}/runs/${run.number}`);
      await page.getByRole('button', { name: 'Judge again…' }).click();
      await page.getByText('18 matches, 36 calls, none from the cache').waitFor();
      await page.getByLabel('Without a verdict').check();
      await page.getByText('There are no such matches in this run.').waitFor();
      await page.getByLabel('Close ones').check();
      await page.getByLabel('Difference below').fill('0.1');
      await page.getByText('18 matches, 36 calls').waitFor();
      await page.getByLabel('Template').selectOption('rag');
      await page.getByText(/no context with 6 of 6 prompts/).waitFor();
      await page.getByLabel('Template').selectOption('brief');
      await page.getByText('18 matches, 36 calls').waitFor();
      expect(await brokenRules()).toEqual([]);
      await page.getByRole('button', { name: 'Judge again: 36 calls' }).click();
      await page.getByText('judging again: Close ones, 0 of 18 matches so far').waitFor();
      expect(await again(database, run)).toMatchObject({ state: 'RUNNING', generation: 1 });
      const { rows } = await database.query(
        `SELECT rj.generation, jv.template_id AS template FROM run_judge rj JOIN judge_version jv ON jv.id = rj.judge_version_id
         WHERE rj.run_id = $1 ORDER BY 1`,
        [run.id],
      );
      expect(rows).toEqual([
        { generation: 0, template: 'general' },
        { generation: 1, template: 'brief' },
      ]);
      const second = scriptedJudge((request) =>
        replyOf(request.messages.at(-1)?.content.includes('Answer 0') ? 'A' : 'tie'),
      );
      await playRun(database, run, second.model);
      await rankBoard(database, scope, run.id);
      await page.getByText('18 of 18 matches have a new result (generation 1)').waitFor();
      await page.goto(`${pages.url}/runs/${run.number}/leaderboard`);
      await page.getByText('re-judged: 18 matches, generation 1').first().waitFor();
      expect(await brokenRules()).toEqual([]);
    });
  },
);
