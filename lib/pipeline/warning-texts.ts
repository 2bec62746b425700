import type { LeaderboardContent } from '#lib/db/leaderboards.ts';
import { warningText } from '#lib/ranking/ranking-warning.ts';

/** The warnings of a leaderboard as sentences. */
export function warningTexts({ warnings }: Pick<LeaderboardContent, 'warnings'>): string[] {
  return warnings.map((warning) => (warning.code === 'said' ? warning.said : warningText(warning)));
}
