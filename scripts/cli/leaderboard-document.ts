import type { LeaderboardContent } from '#lib/db/leaderboards.ts';
import { warningText } from '#lib/ranking/ranking-warning.ts';

/** A leaderboard as `--json` prints it: warnings in words. */
export function leaderboardDocument(content: LeaderboardContent) {
  return { ...content, warnings: warningTexts(content) };
}

/** The warnings of a leaderboard as sentences. */
export function warningTexts({ warnings }: Pick<LeaderboardContent, 'warnings'>): string[] {
  return warnings.map((warning) => (warning.code === 'said' ? warning.said : warningText(warning)));
}
