import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findRun, type RunRow } from '#lib/db/run-row.ts';
import { importResponses } from '#lib/pipeline/import-responses.ts';
import { rankBoard } from '#lib/pipeline/rank-board.ts';
import { findChromium } from '../../scripts/test-support/find-chromium.ts';
import { openPages, type PagesUnderTest } from '../../scripts/test-support/pages-under-test.ts';
import { playRun, startedRun } from '../../scripts/test-support/play-run.ts';
import { replyOf, scriptedJudge } from '../../scripts/test-support/scripted-judge.ts';
import { fileOf, smallBenchmark } from '../../scripts/test-support/small-benchmark.ts';
import { testDatabase } from '../../scripts/test-support/test-database.ts';
import type { Visitor } from '../../scripts/test-support/visitor.ts';

const executablePath = findChromium();

describe.skipIf(!executablePath)(
  `adding a contestant on the page of a run${executablePath ? '' : ' (needs chromium; no chromium)'}`,
  async () => {
    if (!executablePath) return;
    const { url: databaseUrl } = await testDatabase();
    const judge = scriptedJudge(() => replyOf('A'));
    let pages: PagesUnderTest;
    let owner: Visitor;
    let parent: RunRow;

    beforeAll(async () => {
      pages = await openPages({ databaseUrl, executablePath });
      const { database, scope } = pages;
      await smallBenchmark(database, scope, { name: 'birds', prompts: 6, contestants: 4 });
      const run = await startedRun(database, scope, { benchmark: 'birds', schedule: 'league' });
      parent = await playRun(database, run, judge.model);
      await rankBoard(database, scope, run.id);
      owner = await pages.owner();
    });
    afterAll(() => pages?.close());

    test('nobody is offered while everybody who answered is on the board', async () => {
      const { page, brokenRules } = owner;
      await page.goto(`${pages.url}/runs/${parent.number}`);
      await page.getByRole('button', { name: 'Add a contestant…' }).click();
      await page.getByText('Everybody with answers to this benchmark is on the board.').waitFor();
      expect(await brokenRules()).toEqual([]);
    });

    test('matches, calls and cost are shown, the run is started, and the board says who joined', async () => {
      const { database, scope, url } = pages;
      const records = Array.from({ length: 6 }, (_, prompt) => ({
        prompt_id: `p${prompt}`,
        contestant: 'robin',
        turns: [`Robin on ${prompt}.`],
      }));
      await importResponses({ database, scope, benchmark: 'birds', files: [fileOf('robin.jsonl', records)] });
      const { page, brokenRules } = owner;
      await page.goto(`${url}/runs/${parent.number}`);
      await page.getByRole('button', { name: 'Add a contestant…' }).click();
      await page.getByRole('combobox', { name: 'Contestant' }).click();
      await page.getByRole('option', { name: 'robin' }).click();
      await page.getByText('12 matches, 2 on each prompt, against 4 incumbents; 12 calls; about').waitFor();
      await page.getByLabel('Matches on each prompt').fill('0');
      await page.getByText('Give a whole number, 1 or more.').waitFor();
      await page.getByLabel('Matches on each prompt').fill('3');
      await page.getByText('18 matches, 3 on each prompt').waitFor();
      expect(await brokenRules()).toEqual([]);
      await page.getByRole('button', { name: 'Add it: 18 calls' }).click();
      await page.waitForURL((at) => at.pathname === `/runs/${parent.number + 1}`);
      await page.getByText(`Adds a contestant to the board of run #${parent.number}`).waitFor();
      const child = (await findRun(database, scope, 'latest')) as RunRow;
      await playRun(database, child, judge.model);
      await rankBoard(database, scope, child.id);
      await page.goto(`${url}/runs/${parent.number}/leaderboard`);
      await page.getByText(`with robin added by run #${child.number}`).waitFor();
      await page
        .getByRole('rowheader', { name: 'robin' })
        .or(page.getByRole('cell', { name: 'robin' }))
        .first()
        .waitFor();
      expect(await brokenRules()).toEqual([]);
    });

    test('the pages of a newcomer’s run are whole, and another team does not find them', async () => {
      const { page } = owner;
      for (const path of ['', '/leaderboard', '/matrices', '/items', '/brackets', '/matches']) {
        const answer = await page.request.get(`${pages.url}/runs/${parent.number + 1}${path}`);
        expect([path, answer.status()]).toEqual([path, 200]);
      }
      const stranger = await pages.stranger();
      expect((await stranger.page.goto(`${pages.url}/runs/${parent.number + 1}`))?.status()).toBe(404);
    });
  },
);
