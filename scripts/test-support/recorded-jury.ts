import { recordedPairs } from './mtbench-replay.ts';

/** A judge of an independent count: whose records, what they weigh, and whom it may not judge. */
export interface RecordedJuror {
  judge: string;
  weight: number;
  /** A contestant whose matches it leaves out. */
  excluded?: string;
}

/** What came of one pair of answers. */
export interface CountedMatch {
  /** `question one other`, the contestants sorted. */
  pair: string;
  /** The sorted first contestant is `a`. */
  state: 'a' | 'b' | 'tie' | 'inconsistent' | 'unusable';
  /** The verdict of the jury when the sorted first is shown first, and when it is shown second; null without a quorum. */
  orders: ('a' | 'b' | 'tie' | null)[];
  /** Judges that were asked. */
  asked: number;
}

/**
 * Votes of recorded judges, counted from the published records and nothing of Joust: whole voices or weights, more than half
 * must be there, the greatest wins, equals tie.
 */
export function countJury(
  folder: string,
  jury: readonly RecordedJuror[],
  options: { weighted: boolean; contestants: readonly string[] },
): CountedMatch[] {
  const votes = new Map<string, { verdict: string; weight: number }[][]>();
  const playing = new Set(options.contestants);
  for (const { judge, weight, excluded } of jury) {
    for (const record of recordedPairs(folder, judge)) {
      const { model_a: first, model_b: second } = record;
      if (!playing.has(first) || !playing.has(second)) continue;
      const [a, b] = [first, second].sort() as [string, string];
      const pair = `${record.question_id} ${a} ${b}`;
      const orders = votes.get(pair) ?? [[], []];
      votes.set(pair, orders);
      if (first === excluded || second === excluded) continue;
      const ab = byContestant(record.winner_ab, first === a ? ['a', 'b'] : ['b', 'a']);
      const ba = byContestant(record.winner_ba, first === a ? ['b', 'a'] : ['a', 'b']);
      const [aFirst, bFirst] = first === a ? [ab, ba] : [ba, ab];
      orders[0]?.push({ verdict: aFirst, weight: options.weighted ? weight : 1 });
      orders[1]?.push({ verdict: bFirst, weight: options.weighted ? weight : 1 });
    }
  }
  return [...votes].map(([pair, orders]) => {
    const [one, other] = orders.map(greatest);
    const state = one === null || other === null ? 'unusable' : one === other ? (one as 'a') : 'inconsistent';
    return { pair, state, orders: [one ?? null, other ?? null], asked: orders[0]?.length ?? 0 };
  });
}

function byContestant(letter: string, [shownFirst, shownSecond]: [string, string]): string {
  return letter === 'A' ? shownFirst : letter === 'B' ? shownSecond : letter;
}

function greatest(votes: readonly { verdict: string; weight: number }[]): 'a' | 'b' | 'tie' | null {
  const sum = (verdicts: string[]) =>
    votes.filter((vote) => verdicts.includes(vote.verdict)).reduce((total, vote) => total + vote.weight, 0);
  if (sum(['a', 'b', 'tie']) <= sum(['a', 'b', 'tie', 'error']) / 2) return null;
  const ordered = (['a', 'b', 'tie'] as const).map((verdict) => ({ verdict, weight: sum([verdict]) }));
  ordered.sort((left, right) => right.weight - left.weight);
  return ordered[0]?.weight === ordered[1]?.weight ? 'tie' : (ordered[0]?.verdict ?? null);
}
