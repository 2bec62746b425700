import type { LeaderboardContent } from '#lib/db/leaderboards.ts';
import { warningTexts } from '#lib/pipeline/warning-texts.ts';

/** A leaderboard as `--json` prints it: warnings in words. */
export function leaderboardDocument(content: LeaderboardContent) {
  return { ...content, warnings: warningTexts(content) };
}
