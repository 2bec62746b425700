import 'server-only';
import { cache } from 'react';
import type { TeamScope } from '#lib/access/team-scope.ts';
import type { Database } from '#lib/db/database.ts';
import { entrantsOf } from '#lib/db/entrants.ts';

const PALETTE = 8;

/**
 * The colour of each contestant of a benchmark, as a CSS value; the same on every page. In the order in which they were
 * added, so that a newcomer changes nobody's colour; from the ninth on all are grey.
 */
export const contestantColours = cache(
  async (database: Database, scope: TeamScope, versionId: string): Promise<Record<string, string>> => {
    const entrants = await entrantsOf(database, scope, versionId);
    const byAge = entrants.toSorted((left, right) => (left.contestantId < right.contestantId ? -1 : 1));
    const colour = (index: number) => (index < PALETTE ? `var(--contestant-${index + 1})` : 'var(--contestant-other)');
    return Object.fromEntries(byAge.map(({ name }, index) => [name, colour(index)]));
  },
);
