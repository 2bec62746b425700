import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { teamScope } from '#lib/access/team-scope.ts';
import { openDatabase } from '#lib/db/database.ts';
import { ensureLocalTeam } from '#lib/db/local-team.ts';
import type { RunRow } from '#lib/db/run-row.ts';
import { importResponses } from '#lib/pipeline/import-responses.ts';
import { rankBoard } from '#lib/pipeline/rank-board.ts';
import { findChromium } from '../../../../scripts/test-support/find-chromium.ts';
import { openPages, type PagesUnderTest } from '../../../../scripts/test-support/pages-under-test.ts';
import { playRun, startedRun } from '../../../../scripts/test-support/play-run.ts';
import { replyOf, scriptedJudge, textReply } from '../../../../scripts/test-support/scripted-judge.ts';
import { fileOf } from '../../../../scripts/test-support/small-benchmark.ts';
import { testDatabase } from '../../../../scripts/test-support/test-database.ts';
import type { Visitor } from '../../../../scripts/test-support/visitor.ts';

/** A slash, a percent sign and Hangul: keys are anything that somebody wrote into a file. */
const KEYS = ['a/b 100%', '한글 키', 'p3', 'p4', 'p5', 'p6'];
const NAMES = ['heron', 'wren', '왜가리', 'meta-llama-405b-instruct-'.repeat(3), 'osprey'];
const HOSTILE = [
  '# Heading',
  'Math \\(x^2\\) and $5 or $10.',
  '![cat](http://evil.example/cat.png) <img src="http://evil.example/x.png" onerror="document.title=1">',
  '<script>document.title = "owned"</script>',
  '[out](http://evil.example/) [in](/runs/1) [js](javascript:alert(1))',
  '```js\nconst x = 1;\n```',
  '| a | b |\n|---|---|\n| 1 | 2 |',
].join('\n\n');

const executablePath = findChromium();
/** For the rules of accessibility on many pages, on a machine that does other things. */
const PATIENCE_MS = 300_000;

describe.skipIf(!executablePath)(
  `pages of matches${executablePath ? '' : ' (needs chromium; no chromium)'}`,
  async () => {
    if (!executablePath) return;
    const { url: databaseUrl } = await testDatabase();
    const database = openDatabase({ url: databaseUrl });
    const local = await ensureLocalTeam(database);
    const scope = teamScope(local.teamId);
    let pages: PagesUnderTest;
    let owner: Visitor;
    let knockout: RunRow;
    let league: RunRow;

    const played = async (schedule: 'knockout' | 'league', bothOrders: boolean) => {
      const run = await startedRun(database, scope, { benchmark: 'birds', schedule, bothOrders });
      const judge = scriptedJudge((_, attempt) =>
        attempt % 9 === 5 ? textReply('Hm.') : replyOf((['A', 'B', 'A', 'tie'] as const)[attempt % 4]!),
      );
      await playRun(database, run, judge.model);
      await rankBoard(database, scope, run.id);
      return run;
    };

    beforeAll(async () => {
      const prompts = KEYS.map((prompt_id, index) => ({
        prompt_id,
        prompt: index === 0 ? 'What is $x$?' : `Question ${index} about birds?`,
        category: index < 4 ? 'chat' : 'code',
        ...(index === 0 && { context: 'Some **context**.', reference: 'A reference.' }),
      }));
      const answers = NAMES.flatMap((contestant) =>
        prompts.map(({ prompt_id }) => ({
          prompt_id,
          contestant,
          response: `${contestant}\n\n${HOSTILE}\n\n${prompt_id}`,
        })),
      );
      await importResponses({
        database,
        scope,
        benchmark: 'birds',
        files: [fileOf('all.jsonl', [...prompts, ...answers])],
      });
      knockout = await played('knockout', false);
      league = await played('league', false);
      pages = await openPages({ databaseUrl, executablePath });
      owner = await pages.owner();
    });
    afterAll(async () => {
      await pages?.close();
      await database.close();
    });

    const open = async (visitor: Visitor, path: string) => {
      const response = await visitor.page.goto(pages.url + path);
      await visitor.page.locator('h1').waitFor();
      return response?.status();
    };
    const heading = (name: RegExp) => owner.page.getByRole('heading', { level: 1, name }).waitFor();
    const firstMatch = async (run: RunRow, query = '') => {
      await open(owner, `/runs/${run.number}/matches${query}`);
      return (await owner.page.locator('[data-walk]').first().getAttribute('href')) as string;
    };

    test('matches are filtered in the address, counted, and walked by keyboard through their pages', async () => {
      const { page } = owner;
      await open(owner, `/runs/${league.number}/matches`);
      await heading(/^All 60 matches$/);
      await page.getByLabel('Contestant').selectOption('wren');
      await page.waitForURL('**/matches?contestant=wren');
      await heading(/^24 of 60 matches$/);
      const lost = page.getByRole('link', { name: /^Lost \d+$/ });
      const count = Number((await lost.textContent())?.replace(/\D/g, ''));
      await lost.click();
      await page.waitForURL('**/matches?contestant=wren&result=lost');
      await heading(new RegExp(`^${count} of 60 matches$`));
      expect(await page.locator('[data-walk]').count()).toBe(count);
      for (const cell of await page.getByRole('cell', { name: 'lost to' }).all())
        expect(await cell.isVisible()).toBe(true);
      expect(await owner.brokenRules()).toEqual([]);
      await page.keyboard.press('j');
      await page.keyboard.press('j');
      await page.keyboard.press('Enter');
      await page.waitForURL('**/matches/*?contestant=wren&result=lost');
      await heading(/^wren lost to/);
      const second = page.url();
      await page.keyboard.press('k');
      await page.getByText('First match of the list').waitFor();
      await heading(/^wren lost to/);
      await page.keyboard.press('j');
      await page.waitForURL(second);
      await page.keyboard.press('u');
      await page.waitForURL('**/matches?contestant=wren&result=lost');
      await page.getByRole('table').waitFor();
      await page.keyboard.press('/');
      await page.keyboard.type('p5');
      await page.keyboard.press('Enter');
      await page.waitForURL('**/matches?contestant=wren&q=p5&result=lost');
      await page.getByRole('link', { name: 'Show all' }).first().click();
      await heading(/^All 60 matches$/);
      await page.getByRole('link', { name: 'Next page' }).click();
      await page.waitForURL('**/matches?after=*');
      await page.getByRole('link', { name: 'Previous page' }).click();
      await page.waitForURL('**/matches?before=*');
      expect(await page.locator('[data-walk]').count()).toBe(50);
      await page.keyboard.press('?');
      await page.getByRole('heading', { name: 'Keys of this page' }).waitFor();
      await page.getByRole('button', { name: 'Close' }).click();
      expect(owner.complaints).toEqual([]);
    });

    test('what nothing matches says so, and leads back', async () => {
      await open(owner, `/runs/${league.number}/matches?q=zebra`);
      await heading(/^0 of 60 matches$/);
      await owner.page.getByText('No match is like that').waitFor();
      expect(await owner.brokenRules()).toEqual([]);
    });

    test('an answer is shown safely, as written, and beside the other’s differences; nothing is loaded from elsewhere', async () => {
      const { page } = owner;
      const elsewhere: string[] = [];
      page.on('request', (request) => {
        if (!request.url().startsWith(pages.url) && !request.url().startsWith('data:')) elsewhere.push(request.url());
      });
      await open(owner, await firstMatch(league, `?q=${encodeURIComponent(KEYS[0]!)}`));
      await page.locator('.katex').first().waitFor();
      expect(await page.title()).not.toBe('owned');
      expect(await page.locator('main img').count()).toBe(0);
      await page.getByText('<script>document.title = "owned"</script>').first().waitFor();
      const links = await page
        .locator('article a[href]')
        .evaluateAll((all) => all.map((one) => [one.getAttribute('href'), one.getAttribute('rel')]));
      expect(new Set(links.map(([href]) => href))).toEqual(new Set(['http://evil.example/']));
      expect(new Set(links.map(([, rel]) => rel))).toEqual(new Set(['noopener noreferrer nofollow']));
      await page.getByText('Context that came with it').click();
      expect(await owner.brokenRules()).toEqual([]);
      await page.keyboard.press('r');
      await page.getByText('# Heading').first().waitFor();
      await page.keyboard.press('d');
      await page.locator('mark').first().waitFor();
      expect(await owner.brokenRules()).toEqual([]);
      expect(elsewhere).toEqual([]);
    });

    test('every judgement shows its judge, order, reason, tokens, and, when asked, exactly what was sent and came back', async () => {
      const { page } = owner;
      await open(owner, await firstMatch(league, '?result=unparseable'));
      await heading(/^No verdict: the judge’s reply could not be read$/);
      await page.getByText('shown first').first().waitFor();
      await page
        .getByText(/tokens in/)
        .first()
        .waitFor();
      await page.getByRole('button', { name: 'Show the exact request and the raw reply' }).click();
      await page.getByText('Request: system').waitFor();
      await page
        .locator('pre', { hasText: /^Hm\.$/ })
        .first()
        .waitFor();
      await page.locator('pre', { hasText: 'You compare two answers' }).waitFor();
      expect(await owner.brokenRules()).toEqual([]);
    });

    test('a bracket is stepped through, its matches open, and with the seed of the run it is drawn again as it was played', async () => {
      const { page } = owner;
      await open(owner, `/runs/${knockout.number}/brackets`);
      await page.waitForURL(`**/prompts/${encodeURIComponent(KEYS[0]!)}/bracket`);
      await heading(/ won/);
      await page.getByText('The bracket as a list').click();
      const lines = () => page.locator('details li').allTextContents();
      const asPlayed = await lines();
      expect(asPlayed).toHaveLength(4);
      await page.keyboard.press('ArrowLeft');
      await page.getByText('2 of 3 rounds shown').waitFor();
      expect(await lines()).toEqual(asPlayed.slice(0, 3));
      expect(await owner.brokenRules()).toEqual([]);
      await open(
        owner,
        `/runs/${knockout.number}/prompts/${encodeURIComponent(KEYS[0]!)}/bracket?seed=${knockout.seed}`,
      );
      await page.getByText('The bracket as a list').click();
      expect(await lines()).toEqual(asPlayed);
      await page.getByRole('link', { name: /Draw 1 of the 500/ }).click();
      await page.waitForURL('**/bracket?seed=*%2F1');
      await page.getByRole('link', { name: 'Back to the bracket that was played' }).click();
      await heading(/ won/);
      await page.locator('#next-prompt').click();
      await page.waitForURL(`**/prompts/${encodeURIComponent(KEYS[1]!)}/bracket`);
      await page.locator('details summary').click();
      await page.locator('details li a').first().click();
      await page.waitForURL('**/matches/*');
      await page.getByRole('link', { name: 'Bracket of this prompt' }).waitFor();
      await page.keyboard.press('o');
      await page.waitForURL(`**/prompts/${encodeURIComponent(KEYS[1]!)}/bracket`);
      expect(owner.complaints).toEqual([]);
    });

    test('a league knows every pair: all 500 draws are played, and their shares add up', async () => {
      const { page } = owner;
      await open(owner, `/runs/${league.number}/prompts/p3/bracket`);
      await page.getByText('500 of 500 can be played to the end').waitFor();
      const shares = await page.locator('td[data-number]').allTextContents();
      expect(shares.reduce((sum, share) => sum + Number.parseFloat(share), 0)).toBeCloseTo(100, 0);
      expect(await owner.brokenRules()).toEqual([]);
    });

    test('matrices name every cell, lead to its matches, and are saved', async () => {
      const { page } = owner;
      await open(owner, `/runs/${league.number}/matrices`);
      expect(await page.getByRole('row').count()).toBe(NAMES.length + 1);
      const [file] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: 'Save the pairs as CSV' }).click(),
      ]);
      expect(file.suggestedFilename()).toBe(`joust-run-${league.number}-pairs.csv`);
      await page.getByRole('button', { name: 'Games' }).click();
      const cell = page
        .getByRole('row', { name: /^heron/ })
        .getByRole('link')
        .first();
      expect(await owner.brokenRules()).toEqual([]);
      await cell.click();
      await page.waitForURL('**/matches?contestant=heron&opponent=*');
      await heading(/^6 of 60 matches$/);
      await open(owner, `/runs/${knockout.number}/matrices?category=code`);
      await heading(/never met/);
      expect(owner.complaints).toEqual([]);
    });

    test('a category has a leaderboard of its own, and one with too few matches is marked', async () => {
      const { page } = owner;
      await open(owner, `/runs/${league.number}/leaderboard`);
      await page.getByText('Only 6 prompts were judged').waitFor();
      await page.getByText('Plan at least 50').waitFor();
      await page.getByRole('link', { name: 'code too few' }).click();
      await heading(/^In code: /);
      await page.getByText('Too little was judged in this category').waitFor();
      expect(await page.getByText(/^20 games on 2 prompts|^\d+ games on 2 prompts/).count()).toBe(1);
      expect(await owner.brokenRules()).toEqual([]);
      expect(owner.complaints).toEqual([]);
    });

    test('another team finds none of it, nor does a visitor, nor does a wrong id', async () => {
      const match = new URL(pages.url + (await firstMatch(league))).pathname;
      const [call] = (
        await database.query<{ id: string }>(`SELECT id FROM call WHERE run_id = $1 LIMIT 1`, [league.id])
      ).rows;
      const texts = `/runs/${league.number}/calls/${call?.id}`;
      const paths = [
        match,
        `/runs/${league.number}/matches`,
        `/runs/${league.number}/prompts/p3/bracket`,
        `/runs/${league.number}/matrices`,
      ];
      const stranger = await pages.stranger();
      for (const path of paths) expect(await open(stranger, path)).toBe(404);
      const asked = (visitor: Visitor, path: string) =>
        visitor.page.request.get(pages.url + path).then((one) => one.status());
      expect(await asked(stranger, texts)).toBe(404);
      expect(await asked(owner, texts)).toBe(200);
      expect((await fetch(pages.url + texts)).status).toBe(401);
      for (const path of [
        `/runs/${knockout.number}${match.slice(match.indexOf('/matches'))}`,
        `/runs/${league.number}/matches/x`,
        `/runs/${league.number}/prompts/nothing/bracket`,
      ]) {
        await open(owner, path);
        expect(await owner.page.textContent('h1')).toBe('There is nothing at this address');
      }
      owner.complaints.length = 0;
    });

    test.each([
      { colorScheme: 'dark', locale: 'ko-KR', width: 390 },
      { colorScheme: 'light', locale: 'en-US', width: 390 },
      { colorScheme: 'light', locale: 'ko-KR', width: 1440 },
      { colorScheme: 'dark', locale: 'en-US', width: 1440 },
    ] as const)(
      'pages are accessible, quiet and fit: $colorScheme, $locale, $width px',
      { timeout: PATIENCE_MS },
      async (look) => {
        const match = await firstMatch(league, '?result=decided');
        const visitor = await pages.owner(look);
        const paths = [
          `/runs/${league.number}/matches`,
          `/runs/${knockout.number}/matches?contestant=wren&upset=1`,
          match,
          `/runs/${knockout.number}/prompts/p3/bracket`,
          `/runs/${knockout.number}/prompts/p3/bracket?seed=x`,
          `/runs/${league.number}/matrices`,
          `/runs/${league.number}/leaderboard?category=chat`,
        ];
        for (const path of paths) {
          expect(await open(visitor, path)).toBe(200);
          expect(await visitor.page.getAttribute('html', 'lang')).toBe(look.locale.slice(0, 2));
          expect(await visitor.brokenRules()).toEqual([]);
          const overflow = await visitor.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
          expect(overflow).toBeLessThanOrEqual(0);
        }
        expect(visitor.complaints).toEqual([]);
      },
    );
  },
);
