import type { InstallationUnderTest } from './installation-under-test.ts';

interface Leaderboard {
  ratings: Record<string, unknown>[];
  games: number;
  skipped: Record<string, number>;
  warnings: string[];
  firstShownWinRate: number | null;
}

/** What a run found out: equal for equal verdicts, whatever happened on the way. */
export interface RunResults {
  leaderboard: Leaderboard;
  matches: unknown[];
  /** How many judgements there are. */
  judgements: number;
}

/** Reads the results as a user does: `joust leaderboard` and `joust matches`. */
export async function runResults(installation: InstallationUnderTest, run: string): Promise<RunResults> {
  const board = await installation.json<Leaderboard>('leaderboard', run);
  const { ratings, games, skipped, warnings, firstShownWinRate } = board;
  const matches = await linesOf(installation, 'matches', run);
  const judgements = await linesOf(installation, 'judgements', run);
  return {
    leaderboard: { ratings, games, skipped, warnings, firstShownWinRate },
    matches,
    judgements: judgements.length,
  };
}

async function linesOf(installation: InstallationUnderTest, command: string, run: string): Promise<unknown[]> {
  const { stdout } = await installation.joust(command, run);
  return stdout
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as unknown);
}
