import type { Rating } from '#lib/ranking/rank-games.ts';
import type { WinRate } from '#lib/ranking/win-rate-against.ts';

/** A leaderboard as a document shows it: texts in English, numbers unrounded. */
export interface LeaderboardReport {
  title: string;
  /** A simulator judged: every document says so beside the title. */
  simulated: boolean;
  ratings: readonly Rating[];
  winRates: { reference: string; rates: readonly WinRate[] } | null;
  /** What it rests on: games, what has no verdict, how often the first answer won. */
  basis: readonly string[];
  warnings: readonly string[];
  /** Everything needed to get it again. */
  provenance: readonly { name: string; value: string }[];
}

export const SIMULATED_NOTE = 'Simulated: a simulator judged, not a model.';
