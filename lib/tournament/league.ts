import { pairedMatch } from './paired-match.ts';
import type { PlannedMatch } from './planned-match.ts';
import type { PromptEntrants } from './schedule-input.ts';

/** Matches of a league of n contestants on one prompt: every pair once. */
export function leagueCount(contestants: number): number {
  return (contestants * (contestants - 1)) / 2;
}

/** Every pair of contestants once on one prompt, in order of names. */
export function leagueMatches({ promptKey, contestants }: PromptEntrants): PlannedMatch[] {
  const names = [...contestants].sort();
  const matches: PlannedMatch[] = [];
  for (let low = 0; low < names.length; low++) {
    for (let high = low + 1; high < names.length; high++) {
      const pair: [string, string] = [names[low]!, names[high]!];
      matches.push(pairedMatch({ promptKey, slot: matches.length, replicate: 0, contestants: pair }));
    }
  }
  return matches;
}
