import type { JudgementDetail, MatchDetail } from '#lib/db/match-detail.ts';

/** How the judges came to the result of a match: the codes of the sentence that answers the page's question. */
export type MatchStory =
  /** `agree` judgements of `all` that count are for the winner. */
  | { code: 'decided'; winner: string; loser: string; agree: number; all: number }
  | { code: 'tie'; all: number }
  | { code: 'identical' }
  /** The orders disagree; `byPosition` when the answer shown first, or the one shown second, won every time. */
  | { code: 'inconsistent'; byPosition: 'first' | 'second' | null }
  | { code: 'unusable'; state: 'unparseable' | 'refused' | 'truncated' | 'blocked' | 'error' }
  | { code: 'open' | 'waiting' | 'cancelled' };

/** Tells a match from the judgements that count: those of its generation. */
export function matchStory(match: MatchDetail, judgements: readonly JudgementDetail[]): MatchStory {
  const counting = judgements.filter(({ generation }) => generation === match.generation);
  const { state } = match;
  switch (state) {
    case 'a':
    case 'b': {
      const names = { a: match.contestantA ?? '', b: match.contestantB ?? '' };
      const agree = counting.filter(({ verdict }) => verdict === state).length;
      return {
        code: 'decided',
        winner: names[state],
        loser: names[state === 'a' ? 'b' : 'a'],
        agree,
        all: counting.length,
      };
    }
    case 'tie':
      if (counting.length > 0 && counting.every(({ source }) => source === 'identical')) return { code: 'identical' };
      return { code: 'tie', all: counting.length };
    case 'inconsistent':
      return { code: 'inconsistent', byPosition: winningPosition(counting) };
    case 'open':
    case 'waiting':
    case 'cancelled':
      return { code: state };
    default:
      return { code: 'unusable', state };
  }
}

function winningPosition(judgements: readonly JudgementDetail[]): 'first' | 'second' | null {
  const positions = new Set(judgements.map(({ verdict, first }) => (verdict === first ? 'first' : 'second')));
  const isDecided = judgements.every(({ verdict }) => verdict === 'a' || verdict === 'b');
  return isDecided && positions.size === 1 ? ([...positions][0] as 'first' | 'second') : null;
}
