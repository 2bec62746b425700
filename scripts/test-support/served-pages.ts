import { type Browser, chromium } from 'playwright-core';
import { createSignInLink } from '#lib/access/sign-in-link.ts';
import type { Database } from '#lib/db/database.ts';
import { startPages } from './start-pages.ts';
import { newVisitor, type Visitor } from './visitor.ts';

type Look = Parameters<typeof newVisitor>[1];

/** The pages, served, and browsers of people who are signed in. */
export interface ServedPages {
  readonly url: string;
  /** Somebody new, signed in as this member. */
  signedIn(member: { teamId: string; userId: string }, look?: Look): Promise<Visitor>;
  close(): Promise<void>;
}

/** Serves the pages from a database and starts a browser. `executablePath` is Chromium's. */
export async function servePages(options: {
  database: Database;
  databaseUrl: string;
  executablePath: string;
}): Promise<ServedPages> {
  const { database, databaseUrl, executablePath } = options;
  const pages = await startPages({ databaseUrl });
  const browser: Browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
  return {
    url: pages.url,
    async signedIn(member, look = {}) {
      const visitor = await newVisitor(browser, look);
      await visitor.page.goto(await createSignInLink(database, { ...member, baseUrl: pages.url }));
      return visitor;
    },
    async close() {
      await browser.close();
      await pages.close();
    },
  };
}
