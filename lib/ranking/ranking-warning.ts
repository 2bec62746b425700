import type { NameList } from './name-list.ts';

/** What is missing from a ranking, or weaker than it looks: a code with parameters. */
export type RankingWarning =
  | { readonly code: 'rowIntervals' | 'noPromptIds' | 'onePrompt' }
  /** Fewer prompts, or games where each is resampled, than an interval of this level needs. */
  | {
      readonly code: 'tooFew';
      readonly count: number;
      readonly unit: 'prompt' | 'game';
      readonly level: number;
      readonly minimum: number;
    }
  | { readonly code: 'fewPrompts'; readonly prompts: number }
  | LimitWarning
  /** These never met, so ranks are null and ratings compare only within a group. */
  | { readonly code: 'groups'; readonly groups: readonly NameList[] }
  /** Maximum likelihood has no finite answer because of these, so tied pseudo-games were added. */
  | { readonly code: 'prior'; readonly prior: number; readonly because: readonly (NameList & { flag: string })[] }
  | { readonly code: 'priorRounds'; readonly priorRounds: number; readonly rounds: number; readonly prior: number };

/** Contestants whose intervals lack a limit, or both; `minimum` is how many prompts, or games, an interval needs. */
export interface LimitWarning {
  readonly code:
    | 'limitFewPrompts'
    | 'limitFewGames'
    | 'limitUnplaced'
    | 'limitNoSpread'
    | 'limitNoUpper'
    | 'limitNoLower';
  readonly minimum: number;
  readonly contestants: NameList;
}

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
      return `Only ${warning.prompts} prompts: intervals are widened for that, and rough.`;
    case 'tooFew': {
      const counted = `${warning.count} ${warning.unit}${warning.count === 1 ? '' : 's'}`;
      return `No intervals: only ${counted}; at ${Number((warning.level * 100).toFixed(6))} % at least ${warning.minimum} are needed.`;
    }
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
    default:
      return limitText(warning);
  }
}

function limitText({ code, minimum, contestants }: LimitWarning): string {
  const names = namesText(contestants);
  switch (code) {
    case 'limitFewPrompts':
      return `No interval for ${names}: games on fewer than ${minimum} prompts.`;
    case 'limitFewGames':
      return `No interval for ${names}: fewer than ${minimum} games.`;
    case 'limitUnplaced':
      return `No interval for ${names}: too many resamples do not place them among the others.`;
    case 'limitNoSpread':
      return `No interval for ${names}: resamples do not differ.`;
    case 'limitNoUpper':
      return `No upper limit for ${names}: too many resamples set none.`;
    case 'limitNoLower':
      return `No lower limit for ${names}: too many resamples set none.`;
  }
}

function namesText({ names, more }: NameList): string {
  return more > 0 ? `${names.join(', ')} and ${more} more` : names.join(', ');
}
