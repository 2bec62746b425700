import { type Browser, chromium } from 'playwright-core';
import { createSignInLink } from '#lib/access/sign-in-link.ts';
import type { TeamScope } from '#lib/access/team-scope.ts';
import { teamScope } from '#lib/access/team-scope.ts';
import { type Database, openDatabase } from '#lib/db/database.ts';
import { ensureLocalTeam } from '#lib/db/local-team.ts';
import { otherTeam } from './other-team.ts';
import { type Pages, startPages } from './start-pages.ts';
import { newVisitor, type Visitor } from './visitor.ts';

/** The pages in a real browser on a database of their own. */
export interface PagesUnderTest {
  readonly url: string;
  readonly database: Database;
  readonly scope: TeamScope;
  /** A new browser of the owner of the local team, signed in. */
  owner(look?: Parameters<typeof newVisitor>[1]): Promise<Visitor>;
  /** A new browser of somebody of another team, signed in. */
  stranger(): Promise<Visitor>;
  close(): Promise<void>;
}

/** Opens the database, serves the pages from it and starts a browser. Close it when the tests are over. */
export async function openPages(options: {
  databaseUrl: string;
  executablePath: string;
  home?: string;
}): Promise<PagesUnderTest> {
  const database = openDatabase({ url: options.databaseUrl });
  const local = await ensureLocalTeam(database);
  const pages: Pages = await startPages({ databaseUrl: options.databaseUrl, home: options.home });
  const browser: Browser = await chromium.launch({
    executablePath: options.executablePath,
    args: ['--no-sandbox', '--disable-gpu'],
  });
  const signIn = async (visitor: Visitor, member: { teamId: string; userId: string }) => {
    await visitor.page.goto(await createSignInLink(database, { ...member, baseUrl: pages.url }));
    return visitor;
  };
  return {
    url: pages.url,
    database,
    scope: teamScope(local.teamId),
    owner: async (look) => signIn(await newVisitor(browser, look), local),
    stranger: async () => signIn(await newVisitor(browser), await otherTeam(database)),
    async close() {
      await browser.close();
      await pages.close();
      await database.close();
    },
  };
}
