import type { LeaderboardContent } from '#lib/db/leaderboards.ts';

/** Who was added to a board by which run; null where one run is all. */
export function sourcesText({ sources }: Pick<LeaderboardContent, 'sources'>): string | null {
  const added = (sources ?? []).filter(({ newcomer }) => newcomer !== null);
  if (added.length === 0) return null;
  return added.map(({ newcomer, run }) => `with ${newcomer} added by run #${run}`).join(', ');
}
