import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findBenchmark } from '#lib/db/benchmark-pages.ts';
import { findContestant } from '#lib/db/contestant-pages.ts';
import { findJudge } from '#lib/db/judge-pages.ts';
import { findRun, type RunRow } from '#lib/db/run-row.ts';
import { importResponses } from '#lib/pipeline/import-responses.ts';
import { rankBoard } from '#lib/pipeline/rank-board.ts';
import { findChromium } from '../scripts/test-support/find-chromium.ts';
import { openPages, type PagesUnderTest } from '../scripts/test-support/pages-under-test.ts';
import { playRun, startedRun } from '../scripts/test-support/play-run.ts';
import { replyOf, scriptedJudge } from '../scripts/test-support/scripted-judge.ts';
import { fileOf } from '../scripts/test-support/small-benchmark.ts';
import { testDatabase } from '../scripts/test-support/test-database.ts';
import type { Visitor } from '../scripts/test-support/visitor.ts';

const executablePath = findChromium();
/** For a build, or the rules of accessibility on many pages, on a machine that does other things. */
const PATIENCE_MS = 300_000;
const LONG = '아주 긴 이름의 모델 '.repeat(7).trim();
const NAMES = ['heron', 'kestrel', LONG, 'W'.repeat(80)];

/** Prompts of two categories, a key that needs escaping among them; one answer missing, one empty. */
const PROMPTS = Array.from({ length: 8 }, (_, index) => ({
  prompt_id: index === 0 ? 'p0/a b?' : `p${index}`,
  prompt: `Question ${index} about ${['rivers', 'hills'][index % 2]}, long enough to be told from the others ${'x'.repeat(index * 3)}`,
  category: ['water', 'land'][index % 2],
  tags: ['tagged'],
}));

describe.skipIf(!executablePath)(`the catalogue${executablePath ? '' : ' (needs chromium; no chromium)'}`, () => {
  if (!executablePath) return;
  let pages: PagesUnderTest;
  let owner: Visitor;
  let runs: RunRow[];
  let paths: Record<'benchmark' | 'contestant' | 'judge', string>;

  beforeAll(async () => {
    const { url: databaseUrl } = await testDatabase();
    pages = await openPages({ databaseUrl, executablePath });
    const { database, scope } = pages;
    const answers = NAMES.flatMap((contestant, place) =>
      PROMPTS.flatMap(({ prompt_id }, index) => {
        if (contestant === 'kestrel' && index === 1) return [];
        return [{ prompt_id, contestant, response: place === 2 && index === 2 ? '' : `${contestant} says ${index}.` }];
      }),
    );
    const files = [fileOf('birds.jsonl', [...PROMPTS, ...answers])];
    await importResponses({ database, scope, benchmark: 'birds', files });
    // The better one is the one whose name comes first, except that the second run's judge is capricious.
    const judges = [
      scriptedJudge((request) => {
        const text = JSON.stringify(request.messages);
        const first = (name: string) => text.indexOf(`${name} says`);
        const shown = NAMES.filter((name) => first(name) >= 0).sort((left, right) => first(left) - first(right));
        return replyOf(shown[0] === [...shown].sort()[0] ? 'A' : 'B');
      }),
      scriptedJudge((_, attempt) => replyOf(attempt % 5 === 0 ? 'tie' : attempt % 2 === 0 ? 'A' : 'B')),
    ];
    runs = [];
    for (const judge of judges) {
      const run = await startedRun(database, scope, {
        benchmark: 'birds',
        schedule: 'league',
        bothOrders: true,
        cacheMode: 'bypass',
      });
      await playRun(database, run, judge.model);
      await rankBoard(database, scope, run.id);
      runs.push(run);
    }
    paths = {
      benchmark: `/benchmarks/${(await findBenchmark(database, scope, 'birds'))?.id}`,
      contestant: `/contestants/${(await findContestant(database, scope, 'heron'))?.id}`,
      judge: `/judges/${(await findJudge(database, scope, 'scripted'))?.id}`,
    };
    owner = await pages.owner();
  }, PATIENCE_MS);
  afterAll(() => pages?.close());

  const places = () => [
    '/benchmarks',
    paths.benchmark,
    `${paths.benchmark}/prompts`,
    `${paths.benchmark}/prompts/${encodeURIComponent('p0/a b?')}`,
    '/contestants',
    paths.contestant,
    '/judges',
    paths.judge,
    '/compare',
    '/compare?a=1&b=2',
    '/runs/1/items?show=all&minimum=3',
    '/runs/2',
    '/runs/new?origin=1',
  ];

  test('from the benchmark over a prompt to a contestant and its worst losses', async () => {
    const { page } = owner;
    await page.goto(pages.url);
    await page.getByRole('navigation').getByRole('link', { name: 'Benchmarks' }).click();
    await page.getByRole('table').getByRole('link', { name: 'birds', exact: true }).click();
    await page
      .getByRole('heading', { level: 1, name: /8 prompts in 2 categories, 4 contestants, 1 answer missing, 1 empty/ })
      .waitFor();
    await page.getByText('All 2 gaps by name').click();
    await page.getByRole('listitem').filter({ hasText: 'kestrel: p1 missing' }).waitFor();
    await page.getByRole('link', { name: 'p0/a b?' }).first().click();
    await page.getByRole('heading', { level: 1, name: 'p0/a b?: answered by 4 of 4 contestants' }).waitFor();
    await page.getByText('heron says 0.').waitFor();
    await page.getByRole('link', { name: 'heron' }).click();
    await page.getByRole('heading', { level: 1, name: /heron is .* of 4 on birds \(run #2\)/ }).waitFor();
    const match = page.getByRole('link', { name: /^See the match/ }).first();
    expect(await match.getAttribute('href')).toMatch(/^\/runs\/2\/matches\/[0-9a-f-]{36}$/);
    await page.getByRole('link', { name: 'Show below #1' }).click();
    await page.getByText('No match lost in this run.').or(page.getByText('Head-to-heads in run #1')).first().waitFor();
    expect(owner.complaints).toEqual([]);
  });

  test('prompts are searched and filtered, and the address keeps it', async () => {
    const { page } = owner;
    await page.goto(`${pages.url}${paths.benchmark}/prompts`);
    await page.getByLabel('Find by id or text').fill('HILLS');
    await page.getByRole('button', { name: 'Show' }).click();
    await page.getByRole('heading', { level: 1, name: '4 of 8 prompts' }).waitFor();
    await page.getByLabel('Category').selectOption('water');
    await page.getByRole('button', { name: 'Show' }).click();
    await page.getByText('No prompt fits.').waitFor();
    expect(new URL(page.url()).search).toBe('?search=HILLS&category=water');
    await page.getByRole('link', { name: 'Show all' }).click();
    await page.getByRole('heading', { level: 1, name: '8 prompts' }).waitFor();
  });

  test('a family is written down, and is there after a reload', async () => {
    const { page } = owner;
    for (const path of [paths.contestant, paths.judge]) {
      await page.goto(pages.url + path);
      await page.getByLabel('Family').fill('ardea');
      await page.getByRole('button', { name: 'Save' }).click();
      // Saved is what can no longer be saved and is not being saved.
      const still = page.locator('form[aria-busy=false]').getByRole('button', { name: 'Save' });
      await expect.poll(() => still.isDisabled()).toBe(true);
      await page.reload();
      expect(await page.getByLabel('Family').inputValue()).toBe('ardea');
    }
  });

  test('a run gets a name and notes on its page, and is archived out of the list and back', async () => {
    const { page } = owner;
    await page.goto(`${pages.url}/runs/1`);
    await page.getByRole('button', { name: 'Add a name or notes' }).click();
    await page.getByLabel('Name').fill('Strict judge');
    await page.getByLabel('Notes').fill('By name.');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('By name.').waitFor();
    // Whoever uses the keyboard is where the form was opened.
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('Edit name and notes');
    await page.getByRole('button', { name: 'Archive', exact: true }).click();
    await page.getByText('Archived: lists leave it out.').waitFor();
    expect(await findRun(pages.database, pages.scope, '1')).toMatchObject({ name: 'Strict judge', notes: 'By name.' });
    await page.goto(pages.url);
    expect(await page.getByRole('link', { name: '#1 Strict judge' }).count()).toBe(0);
    await page.getByRole('link', { name: 'Show 1 archived run too' }).click();
    await page.getByRole('link', { name: '#1 Strict judge' }).click();
    await page.getByRole('button', { name: 'Take out of the archive' }).click();
    await page.getByRole('button', { name: 'Archive', exact: true }).waitFor();
    expect((await findRun(pages.database, pages.scope, '1'))?.archivedAt).toBeNull();
  });

  test('a run is planned again with one thing changed, which the plan names, and remembers where it comes from', async () => {
    const { page } = owner;
    await page.goto(`${pages.url}/runs/1`);
    await page.getByRole('link', { name: 'Run again…' }).click();
    await page.getByRole('heading', { level: 1, name: 'Plan run #1 again, with something changed' }).waitFor();
    await page.getByText('As run #1, with nothing changed yet.').waitFor();
    await page.getByRole('radio', { name: 'One order' }).check();
    await page.getByText('Both orders: yes').waitFor();
    await page.reload();
    await page.getByText('Both orders: yes').waitFor();
    expect(new URL(page.url()).search).toBe('?origin=1&orders=one');
    await page.getByRole('button', { name: /^Start: / }).click();
    await page.waitForURL('**/runs/3');
    await page.getByText('Repeats run #1 with something changed').waitFor();
    expect(await findRun(pages.database, pages.scope, '3')).toMatchObject({ originNumber: 1, bothOrders: false });
  });

  test('two runs are compared: who moved, how far they agree, and both matches of a flip', async () => {
    const { page } = owner;
    await page.goto(`${pages.url}/compare?a=1`);
    await page.getByLabel('Second run').selectOption('2');
    await page.getByRole('button', { name: 'Compare' }).click();
    await page.getByRole('heading', { level: 1, name: /verdicts agree on .* of .* matches \(κ/ }).waitFor();
    const flips = page.locator('a[href*="/matches/"]');
    const numbers = await flips.evaluateAll((links) => links.slice(0, 2).map((link) => link.getAttribute('href')));
    expect(numbers).toEqual([
      expect.stringMatching(/^\/runs\/1\/matches\//),
      expect.stringMatching(/^\/runs\/2\/matches\//),
    ]);
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'CSV' }).click(),
    ]);
    expect(file.suggestedFilename()).toBe('joust-compare-1-2.csv');
    const [chart] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'SVG' }).click(),
    ]);
    expect(await textOf(await chart.createReadStream())).toMatch(/^<svg.*#1 against #2 on birds/);
    await page.getByLabel('Contestant of the first').selectOption('heron');
    await page.getByLabel('against, in the second').selectOption('kestrel');
    await page.getByRole('button', { name: 'Compare' }).click();
    await page.waitForURL('**x=heron&y=kestrel');
    await page.getByRole('heading', { level: 1, name: /of 3 ratings|No rating/ }).waitFor();
    expect(owner.complaints).toEqual([]);
  });

  test('another team finds none of it, and its commands change nothing', async () => {
    const stranger = await pages.stranger();
    for (const path of [
      paths.benchmark,
      `${paths.benchmark}/prompts/p1`,
      paths.contestant,
      paths.judge,
      '/runs/1/items',
    ]) {
      const response = await stranger.page.goto(pages.url + path);
      expect(response?.status()).toBe(404);
    }
    await stranger.page.goto(`${pages.url}/compare?a=1&b=2`);
    expect(await stranger.page.textContent('h1')).toBe('There are not two runs to compare yet');
    // The owner's page, sent with the stranger's session.
    const thief = await pages.owner();
    await thief.page.goto(pages.url + paths.contestant);
    await thief.context.addCookies(await stranger.context.cookies());
    await thief.page.getByLabel('Family').fill('stolen');
    await thief.page.getByRole('button', { name: 'Save' }).click();
    await thief.page.getByText('a contestant that is not deleted').waitFor();
    await thief.page.getByRole('button', { name: 'Delete this contestant…' }).click();
    await thief.page.getByRole('button', { name: 'Delete the contestant' }).click();
    await expect.poll(() => thief.page.getByText('a contestant that is not deleted').count()).toBeGreaterThan(0);
    expect(await findContestant(pages.database, pages.scope, 'heron')).toMatchObject({ deletedAt: null });
  });

  test.each([
    { colorScheme: 'dark', locale: 'ko-KR', width: 390 },
    { colorScheme: 'light', locale: 'ko-KR', width: 1440 },
    { colorScheme: 'dark', locale: 'en-US', width: 1440 },
  ] as const)(
    'pages are accessible, quiet and fit: $colorScheme, $locale, $width px',
    async (look) => {
      const visitor = await pages.owner(look);
      for (const path of places()) {
        await visitor.page.goto(pages.url + path);
        await visitor.page.locator('h1').waitFor();
        expect(await visitor.brokenRules(), path).toEqual([]);
        const overflow = await visitor.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        expect(overflow, path).toBeLessThanOrEqual(0);
      }
      expect(visitor.complaints).toEqual([]);
    },
    PATIENCE_MS,
  );

  test('what a deletion does to boards is said before it is done, and is what it does', async () => {
    const { page } = owner;
    await page.goto(pages.url + paths.contestant);
    const inUse = page.getByText('no run that has not ended');
    await page.getByRole('button', { name: 'Delete this contestant…' }).click();
    await page.getByText(/heron played in 3 runs \(#1, #2, #3\): results and leaderboards stay/).waitFor();
    await page.getByRole('button', { name: 'Delete the contestant' }).click();
    await inUse.waitFor();
    const third = (await findRun(pages.database, pages.scope, '3')) as RunRow;
    await playRun(pages.database, third, scriptedJudge(() => replyOf('A')).model);
    await page.getByRole('button', { name: 'Delete this contestant…' }).click();
    expect(await owner.brokenRules()).toEqual([]);
    await page.getByRole('button', { name: 'Delete the contestant' }).click();
    await page.waitForURL('**/contestants');
    await page.getByRole('heading', { level: 1, name: '3 contestants' }).waitFor();
    await page.goto(pages.url + paths.contestant);
    await page.getByText('This contestant is deleted: its texts are erased').waitFor();
    await page.getByText(/^texts erased/).waitFor();
    await page.goto(`${pages.url}/runs/1/leaderboard`);
    await page.getByRole('rowheader', { name: 'heron' }).waitFor();
    await page.goto(`${pages.url}${paths.benchmark}/prompts/p1`);
    await page.getByRole('heading', { level: 1, name: 'p1: answered by 2 of 3 contestants' }).waitFor();
    expect(owner.complaints).toEqual([]);
  });
});

test.skipIf(!executablePath)(
  'an empty team is told how to begin, on every page',
  async () => {
    if (!executablePath) return;
    const { url: databaseUrl } = await testDatabase();
    const pages = await openPages({ databaseUrl, executablePath });
    const owner = await pages.owner();
    for (const path of ['/benchmarks', '/contestants', '/judges', '/compare']) {
      await owner.page.goto(pages.url + path);
      await owner.page.locator('h1').waitFor();
      expect(await owner.brokenRules(), path).toEqual([]);
    }
    expect(owner.complaints).toEqual([]);
    await pages.close();
  },
  PATIENCE_MS,
);

async function textOf(stream: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}
