import AxeBuilder from '@axe-core/playwright';
import type { Browser, BrowserContext, Page } from 'playwright-core';

/** A browser of one person, which remembers what its console complained about. */
export interface Visitor {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly complaints: string[];
  /** Ids of the accessibility rules that the page breaks, with the first element that does. */
  brokenRules(): Promise<string[]>;
}

export async function newVisitor(
  browser: Browser,
  look: { colorScheme?: 'light' | 'dark'; locale?: string; width?: number } = {},
): Promise<Visitor> {
  const context = await browser.newContext({
    colorScheme: look.colorScheme ?? 'light',
    locale: look.locale ?? 'en-US',
    viewport: { width: look.width ?? 1440, height: 900 },
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    // Chromium's advice on a slow machine, not a complaint about the page: a preloaded style sheet came late to its use.
    if (message.text().includes('was preloaded using link preload but not used')) return;
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  return {
    page,
    context,
    complaints,
    async brokenRules() {
      const { violations } = await new AxeBuilder({ page }).analyze();
      return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 200)}`);
    },
  };
}
