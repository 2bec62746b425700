import { request } from 'node:http';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { endSession } from '#lib/access/session.ts';
import { createSignInLink } from '#lib/access/sign-in-link.ts';
import { teamScope } from '#lib/access/team-scope.ts';
import { ChatFailure } from '#lib/chat/chat-failure.ts';
import { openDatabase } from '#lib/db/database.ts';
import { ensureLocalTeam } from '#lib/db/local-team.ts';
import { findRun, type RunRow } from '#lib/db/run-row.ts';
import { importResponses } from '#lib/pipeline/import-responses.ts';
import { rankBoard } from '#lib/pipeline/rank-board.ts';
import { findChromium } from '../scripts/test-support/find-chromium.ts';
import { otherTeam } from '../scripts/test-support/other-team.ts';
import { playRun, startedRun } from '../scripts/test-support/play-run.ts';
import { replyOf, scriptedJudge, textReply } from '../scripts/test-support/scripted-judge.ts';
import { fileOf, smallBenchmark } from '../scripts/test-support/small-benchmark.ts';
import { type Pages, startPages } from '../scripts/test-support/start-pages.ts';
import { testDatabase } from '../scripts/test-support/test-database.ts';
import { newVisitor, type Visitor } from '../scripts/test-support/visitor.ts';

/** With and without places to break a line, and in Hangul. */
const LONG_NAMES = ['W'.repeat(80), 'meta-llama-405b-'.repeat(5), '아주 긴 이름의 모델 '.repeat(7).trim()];

const executablePath = findChromium();

describe.skipIf(!executablePath)(`the pages${executablePath ? '' : ' (needs chromium; no chromium)'}`, async () => {
  if (!executablePath) return;
  const { url: databaseUrl } = await testDatabase();
  const database = openDatabase({ url: databaseUrl });
  const local = await ensureLocalTeam(database);
  const scope = teamScope(local.teamId);
  const answers = scriptedJudge((_, attempt) => replyOf(attempt % 5 === 0 ? 'tie' : attempt % 3 === 0 ? 'B' : 'A'));
  let browser: Browser;
  let pages: Pages;
  let running: RunRow;
  let owner: Visitor;

  beforeAll(async () => {
    await smallBenchmark(database, scope, { name: 'birds', prompts: 6, contestants: 4 });
    running = await startedRun(database, scope, { benchmark: 'birds', schedule: 'league' });
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

  const playedRunOf = async (contestants: readonly string[]) => {
    const prompts = ['p1', 'p2', 'p3'].map((prompt_id) => ({ prompt_id, prompt: `Question ${prompt_id}?` }));
    const answered = contestants.flatMap((contestant) =>
      prompts.map(({ prompt_id }) => ({ prompt_id, contestant, response: `${contestant} on ${prompt_id}.` })),
    );
    const files = [fileOf('long.jsonl', [...prompts, ...answered])];
    await importResponses({ database, scope, benchmark: 'long', files });
    const run = await startedRun(database, scope, { benchmark: 'long', schedule: 'league' });
    await playRun(database, run, answers.model);
    await rankBoard(database, scope, run.id);
    return run;
  };
  const linkFor = (member: { teamId: string; userId: string }) =>
    createSignInLink(database, { ...member, baseUrl: pages.url });

  test('a visitor without a session is told how to get one, everywhere', async () => {
    const { page, brokenRules } = await newVisitor(browser);
    for (const path of ['/', '/runs/new', '/runs/1', '/runs/1/leaderboard']) {
      await page.goto(pages.url + path);
      expect(new URL(page.url()).pathname).toBe('/sign-in');
      expect(await page.textContent('main')).toContain('npx joust sign-in');
    }
    expect(await brokenRules()).toEqual([]);
    expect((await fetch(`${pages.url}/runs/1/events`)).status).toBe(401);
  });

  test('a sign-in link works once', async () => {
    const link = await linkFor(local);
    const first = await fetch(link, { redirect: 'manual' });
    expect(first.headers.get('location')).toBe('/');
    expect(first.headers.get('set-cookie')).toMatch(/HttpOnly; SameSite=lax/i);
    const second = await fetch(link, { redirect: 'manual' });
    expect(second.headers.get('location')).toBe('/sign-in?used');
    expect(second.headers.get('set-cookie')).toBeNull();
  });

  test('a request for another host name is turned away', async () => {
    expect(await statusFor(pages.url, 'evil.example')).toBe(421);
    expect(await statusFor(pages.url, 'localhost')).toBe(307);
  });

  test('from the benchmark over the plan and the live run to the leaderboard', async () => {
    const { page } = owner;
    await page.goto(pages.url);
    expect(await owner.brokenRules()).toEqual([]);
    await page.getByRole('link', { name: 'New run birds' }).click();
    await page.getByRole('button', { name: 'Start: 18 calls, free' }).waitFor();
    await page.getByRole('radio', { name: 'League' }).check();
    await page.getByRole('checkbox', { name: 'c3' }).uncheck();
    await page.getByRole('radio', { name: 'Both orders' }).check();
    await page.getByRole('button', { name: 'Start: 36 calls, free' }).waitFor();
    await page.reload();
    await page.getByRole('button', { name: 'Start: 36 calls, free' }).waitFor();
    await page.getByRole('button', { name: 'Show one exact request' }).click();
    await page.getByText('You compare two answers, A and B').waitFor();
    expect(await owner.brokenRules()).toEqual([]);
    await page.getByRole('button', { name: 'Start: 36 calls, free' }).click();
    await page.waitForURL('**/runs/2');
    await page.getByRole('heading', { level: 1, name: /^simulated.*36 of 36 calls to go/ }).waitFor();
    expect(await owner.brokenRules()).toEqual([]);
    const run = (await findRun(database, scope, '2')) as RunRow;
    await playRun(database, run, answers.model);
    await rankBoard(database, scope, run.id);
    await page.getByRole('heading', { level: 1, name: /Completed in .* inconsistent/ }).waitFor();
    await page.getByRole('link', { name: 'See the leaderboard' }).click();
    await page.waitForURL('**/runs/2/leaderboard');
    await page.getByRole('table').waitFor();
    expect(await page.getByRole('row').count()).toBe(4);
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'CSV' }).click(),
    ]);
    expect(file.suggestedFilename()).toBe('joust-run-2-simulated.csv');
    const [chart] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'SVG' }).click(),
    ]);
    expect(await textOf(await chart.createReadStream())).toMatch(/^<svg.*Leaderboard of run #2, birds \(simulated\)/);
    expect(await owner.brokenRules()).toEqual([]);
    expect(owner.complaints).toEqual([]);
  });

  test('wrong fields are named where they are and in the summary, and nothing starts', async () => {
    const { page } = owner;
    await page.goto(`${pages.url}/runs/new?benchmark=birds&judge=endpoint&endpoint=nonsense&model=m&maxCalls=x`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    expect(await page.getByText('Give an address that starts with').count()).toBe(2);
    expect(await page.getByText('Give a whole number, 1 or more.').count()).toBe(2);
    expect(await page.getByRole('button', { name: /^Start/ }).count()).toBe(0);
    expect(await owner.brokenRules()).toEqual([]);
  });

  test('a run is paused and resumed from its page', async () => {
    const { page } = owner;
    await page.goto(`${pages.url}/runs/${running.number}`);
    await page.getByRole('button', { name: 'Pause' }).click();
    await page.getByRole('heading', { level: 1, name: /^Paused with/ }).waitFor();
    await page.getByRole('button', { name: 'Resume' }).click();
    await page.getByRole('button', { name: 'Pause' }).waitFor();
    expect((await findRun(database, scope, running.id))?.state).toBe('RUNNING');
  });

  test('another team finds nothing: no run, no leaderboard, no events, and its commands change nothing', async () => {
    const stranger = await newVisitor(browser);
    await stranger.page.goto(await linkFor(await otherTeam(database)));
    for (const path of [`/runs/${running.number}`, '/runs/2/leaderboard', `/runs/${running.id}`]) {
      const response = await stranger.page.goto(pages.url + path);
      expect(await stranger.page.textContent('h1')).toBe('There is nothing at this address');
      expect(response?.status()).toBe(404);
    }
    const cookies = await stranger.context.cookies();
    const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
    expect((await fetch(`${pages.url}/runs/${running.number}/events`, { headers: { cookie } })).status).toBe(404);
    // The owner's page, sent with the stranger's session.
    const thief = await newVisitor(browser);
    await thief.page.goto(await linkFor(local));
    await thief.page.goto(`${pages.url}/runs/${running.number}`);
    await thief.context.addCookies(cookies);
    await thief.page.getByRole('button', { name: 'Pause' }).click();
    await thief.page.getByText('This run does not exist in your team.').waitFor();
    expect((await findRun(database, scope, running.id))?.state).toBe('RUNNING');
  });

  test('events end with the session that asked for them', async () => {
    const signedIn = await fetch(await linkFor(local), { redirect: 'manual' });
    const cookie = signedIn.headers.get('set-cookie')?.split(';')[0] as string;
    const events = await fetch(`${pages.url}/runs/${running.number}/events`, { headers: { cookie } });
    await endSession(database, cookie.split('=')[1] as string);
    // Ends: else this waits for ever.
    expect(await events.text()).toContain('data: {"kind":"signedOut"}');
  }, 30_000);

  test('a command from another site is refused', async () => {
    const response = await fetch(`${pages.url}/runs/${running.number}`, {
      method: 'POST',
      headers: { origin: 'http://evil.example', 'next-action': '0'.repeat(42), 'content-type': 'text/plain' },
      body: '[]',
    });
    expect(response.status).toBeGreaterThanOrEqual(400);
  });

  test.each([
    { colorScheme: 'dark', locale: 'ko-KR', width: 390 },
    { colorScheme: 'light', locale: 'ko-KR', width: 1440 },
    { colorScheme: 'dark', locale: 'en-US', width: 1440 },
  ] as const)('pages are accessible, quiet and fit: $colorScheme, $locale, $width px', async (look) => {
    const visitor = await newVisitor(browser, look);
    await visitor.page.goto(await linkFor(local));
    for (const path of ['/', '/runs/new', `/runs/${running.number}`, '/runs/2', '/runs/2/leaderboard']) {
      await visitor.page.goto(pages.url + path);
      await visitor.page.locator('h1').waitFor();
      expect(await visitor.page.getAttribute('html', 'lang')).toBe(look.locale.slice(0, 2));
      expect(await visitor.brokenRules()).toEqual([]);
      const overflow = await visitor.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(overflow).toBeLessThanOrEqual(0);
    }
    expect(visitor.complaints).toEqual([]);
  });

  test('a run half of which has no verdict says so first, wherever it is named', async () => {
    const run = await startedRun(database, scope, { benchmark: 'birds', schedule: 'league', cacheMode: 'bypass' });
    const judge = scriptedJudge((request) => {
      const text = JSON.stringify(request.messages);
      if (text.includes('question 0'))
        throw new ChatFailure('503', { kind: 'transient', status: 503, retryAfterMs: 1 });
      return text.includes('question 1') || text.includes('question 2') ? textReply('Hm.') : replyOf('A');
    });
    await playRun(database, run, judge.model);
    await rankBoard(database, scope, run.id);
    const { page } = owner;
    const short = '18 of 36 matches (50.0%) have no verdict';
    const reasons = ['6 failed at the provider', '12 unparseable'];
    await page.goto(`${pages.url}/runs/${run.number}`);
    await page.locator('h1').waitFor();
    expect(await page.textContent('h1')).toMatch(
      /^Ended with gaps after .*: 18 of 36 matches \(50\.0%\) have no verdict$/,
    );
    for (const reason of reasons) expect(await page.textContent('main')).toContain(reason);
    await page.goto(`${pages.url}/runs/${run.number}/leaderboard`);
    await page.locator('h1').waitFor();
    expect((await page.textContent('h1'))?.startsWith(`${short}. `)).toBe(true);
    for (const reason of reasons) expect(await page.textContent('main')).toContain(reason);
    expect(await owner.brokenRules()).toEqual([]);
    await page.goto(pages.url);
    await page.locator('h1').waitFor();
    const row = page.getByRole('row').filter({ hasText: `#${run.number} birds` });
    expect(await row.textContent()).toContain(short);
    for (const reason of reasons) expect(await row.textContent()).toContain(reason);
    expect(await row.textContent()).toContain('from 50.0% of the plan');
    expect(await owner.brokenRules()).toEqual([]);
  });

  test('the language is changed from the page, and kept', async () => {
    const visitor = await newVisitor(browser);
    await visitor.page.goto(await linkFor(local));
    await visitor.page.getByRole('button', { name: '한국어' }).click();
    await visitor.page.getByRole('heading', { level: 1, name: '벤치마크 1개' }).waitFor();
    await visitor.page.reload();
    expect(await visitor.page.getAttribute('html', 'lang')).toBe('ko');
  });

  describe('long names', () => {
    let named: RunRow;
    beforeAll(async () => {
      named = await playedRunOf(LONG_NAMES);
    });

    test.each([390, 900, 1440])('fit and are there whole: %i px', async (width) => {
      const visitor = await newVisitor(browser, { width });
      await visitor.page.goto(await linkFor(local));
      for (const path of [
        '/',
        '/runs/new?benchmark=long',
        `/runs/${named.number}`,
        `/runs/${named.number}/leaderboard`,
      ]) {
        await visitor.page.goto(pages.url + path);
        await visitor.page.locator('h1').waitFor();
        const overflow = await visitor.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        expect(overflow).toBeLessThanOrEqual(0);
        expect(await visitor.brokenRules()).toEqual([]);
      }
      for (const name of LONG_NAMES) await visitor.page.getByRole('rowheader', { name }).waitFor();
      expect(visitor.complaints).toEqual([]);
    });
  });
});

function statusFor(url: string, host: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request(url, { headers: { host } }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on('error', reject)
      .end();
  });
}

async function textOf(stream: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}
