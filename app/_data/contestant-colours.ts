import 'server-only';
import { cache } from 'react';
import type { TeamScope } from '#lib/access/team-scope.ts';
import type { Database } from '#lib/db/database.ts';
import { everEntered } from '#lib/db/entrants.ts';

const PALETTE = 8;

/**
 * The colour of each contestant of a benchmark, as a CSS value; the same on every page. In the order in which they were
 * added, so that neither a newcomer nor a deletion changes anybody's colour; from the ninth on all are grey.
 */
export const contestantColours = cache(
  async (database: Database, scope: TeamScope, versionId: string): Promise<Record<string, string>> => {
    const names = await everEntered(database, scope, versionId);
    const colour = (index: number) => (index < PALETTE ? `var(--contestant-${index + 1})` : 'var(--contestant-other)');
    return Object.fromEntries(names.map((name, index) => [name, colour(index)]));
  },
);
