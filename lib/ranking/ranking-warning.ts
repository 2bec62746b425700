import type { NameList } from './name-list.ts';

/** What is missing from a ranking, or weaker than it looks: a code with parameters. */
export type RankingWarning =
  | { readonly code: 'rowIntervals' | 'noPromptIds' | 'onePrompt' }
  | { readonly code: 'fewPrompts'; readonly prompts: number }
  /** These never met, so ranks are null and ratings compare only within a group. */
  | { readonly code: 'groups'; readonly groups: readonly NameList[] }
  /** Maximum likelihood has no finite answer because of these, so tied pseudo-games were added. */
  | { readonly code: 'prior'; readonly prior: number; readonly because: readonly (NameList & { flag: string })[] }
  | { readonly code: 'priorRounds'; readonly priorRounds: number; readonly rounds: number; readonly prior: number };

/** A warning as an English sentence. */
export function warningText(warning: RankingWarning): string {
  switch (warning.code) {
    case 'rowIntervals':
      return 'Intervals treat games as independent; games that share a prompt are not.';
    case 'noPromptIds':
      return 'No intervals: not every game has a prompt id.';
    case 'onePrompt':
      return 'No intervals: all games share one prompt.';
    case 'fewPrompts':
      return `Only ${warning.prompts} prompts: intervals are likely too narrow.`;
    case 'groups': {
      const named = warning.groups.map((group, index) => `group ${index + 1} (${namesText(group)})`);
      return `Ranks are null and ratings compare only within a group, as these never met: ${named.join('; ')}.`;
    }
    case 'prior': {
      const reasons = warning.because.map((one) => `${namesText(one)}: ${one.flag}`);
      return `Weak prior of ${warning.prior} tied pseudo-game per contestant, as maximum likelihood has no finite answer. ${reasons.join('; ')}.`;
    }
    case 'priorRounds':
      return `${warning.priorRounds} of ${warning.rounds} resamples needed the weak prior of ${warning.prior} pseudo-game per contestant.`;
  }
}

function namesText({ names, more }: NameList): string {
  return more > 0 ? `${names.join(', ')} and ${more} more` : names.join(', ');
}
