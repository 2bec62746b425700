import { type Agreement, type DecidedVerdict, verdictAgreement } from './cohen-kappa.ts';
import { type WinShare, winShare } from './win-share.ts';

/** A match of one of the runs that are compared. */
export interface ComparedMatch {
  id: string;
  promptId: string;
  promptKey: string;
  category: string | null;
  replicate: number;
  a: string;
  b: string;
  /** `a`, `b`, `tie`, `inconsistent`, or why there is no verdict. */
  state: string;
}

/** One match of both runs, seen from the contestant whose name comes first. */
export interface MatchPair {
  promptKey: string;
  category: string | null;
  /** Names as in the first run. */
  a: string;
  b: string;
  first: { id: string; verdict: DecidedVerdict | 'inconsistent' };
  second: { id: string; verdict: DecidedVerdict | 'inconsistent' };
  /** `reversed`: the other one is better now. `changed`: a tie or a contradiction on one side. */
  kind: 'same' | 'changed' | 'reversed';
}

/** How a prompt's verdicts moved. */
export interface PromptFlips {
  promptKey: string;
  category: string | null;
  matches: number;
  changed: number;
  reversed: number;
}

/** What the matches that both runs judged say of each other. */
export interface VerdictFlips {
  /** Matches that both runs judged, contradictions among them. */
  common: number;
  /** Of those, the ones that both decided without a contradiction. */
  agreement: Agreement | null;
  /** The share of agreement with an interval, every prompt counting once. */
  share: WinShare | null;
  inconsistent: { first: number; second: number; both: number };
  /** All that are not the same, reversed ones first, then by prompt. */
  flips: MatchPair[];
  /** Prompts with a flip, most reversed ones first. */
  prompts: PromptFlips[];
}

/**
 * Joins the matches of two runs by prompt, contestants and replicate, and compares their verdicts.
 *
 * @param input `subject`: a contestant of the first run and the one of the second that stands for it; then only their matches
 *   against common opponents are joined
 */
export function verdictFlips(input: {
  first: readonly ComparedMatch[];
  second: readonly ComparedMatch[];
  subject: { first: string; second: string } | null;
}): VerdictFlips {
  const { first, second, subject } = input;
  const later = new Map(second.flatMap((match) => keyed(match, subject?.second, subject?.first)));
  const pairs = first.flatMap((match): MatchPair[] => {
    const [own] = keyed(match, subject?.first, subject?.first);
    const other = own && later.get(own[0]);
    if (!own || !other) return [];
    const [a, b] = own[1].names;
    const kind = kindOf(own[1].verdict, other.verdict);
    const { promptKey, category } = match;
    return [
      {
        promptKey,
        category,
        a,
        b,
        first: { id: match.id, verdict: own[1].verdict },
        second: { id: other.id, verdict: other.verdict },
        kind,
      },
    ];
  });
  const decided = pairs.flatMap(({ promptKey, first: one, second: two }) =>
    one.verdict === 'inconsistent' || two.verdict === 'inconsistent'
      ? []
      : [{ promptKey, pair: [one.verdict, two.verdict] as const }],
  );
  const count = (test: (pair: MatchPair) => boolean) => pairs.filter(test).length;
  const before = (pair: MatchPair) => pair.first.verdict === 'inconsistent';
  const after = (pair: MatchPair) => pair.second.verdict === 'inconsistent';
  return {
    common: pairs.length,
    agreement: verdictAgreement(decided.map(({ pair }) => pair)),
    share: winShare(decided.map(({ promptKey, pair }) => ({ prompt: promptKey, score: pair[0] === pair[1] ? 1 : 0 }))),
    inconsistent: { first: count(before), second: count(after), both: count((pair) => before(pair) && after(pair)) },
    flips: pairs
      .filter((pair) => pair.kind !== 'same')
      .sort(
        (left, right) =>
          Number(right.kind === 'reversed') - Number(left.kind === 'reversed') ||
          compareTexts(left.promptKey, right.promptKey) ||
          compareTexts(left.a, right.a) ||
          compareTexts(left.b, right.b),
      ),
    prompts: promptFlips(pairs),
  };
}

const VERDICTS = new Set(['a', 'b', 'tie', 'inconsistent']);
const SWAPPED: Record<MatchPair['first']['verdict'], MatchPair['first']['verdict']> = {
  a: 'b',
  b: 'a',
  tie: 'tie',
  inconsistent: 'inconsistent',
};

interface Keyed {
  id: string;
  names: [string, string];
  verdict: MatchPair['first']['verdict'];
}

/** A match under what identifies it in both runs, its verdict seen from the name that comes first; nothing when it does not take part. */
function keyed(match: ComparedMatch, own: string | undefined, alias: string | undefined): [string, Keyed][] {
  if (!VERDICTS.has(match.state)) return [];
  if (own !== undefined && match.a !== own && match.b !== own) return [];
  // Another contestant that happens to be called as the subject's stand-in is no opponent of both.
  if (own !== alias && (match.a === alias || match.b === alias)) return [];
  const nameOf = (name: string) => (name === own ? (alias as string) : name);
  const [a, b] = [nameOf(match.a), nameOf(match.b)];
  const isSwapped = compareTexts(a, b) > 0;
  const names: [string, string] = isSwapped ? [b, a] : [a, b];
  const verdict = match.state as Keyed['verdict'];
  const key = JSON.stringify([match.promptId, names, match.replicate]);
  return [[key, { id: match.id, names, verdict: isSwapped ? SWAPPED[verdict] : verdict }]];
}

function kindOf(first: Keyed['verdict'], second: Keyed['verdict']): MatchPair['kind'] {
  if (first === second) return 'same';
  return first === SWAPPED[second] ? 'reversed' : 'changed';
}

function promptFlips(pairs: readonly MatchPair[]): PromptFlips[] {
  return [...Map.groupBy(pairs, ({ promptKey }) => promptKey)]
    .map(([promptKey, group]) => ({
      promptKey,
      category: group[0]?.category ?? null,
      matches: group.length,
      changed: group.filter(({ kind }) => kind === 'changed').length,
      reversed: group.filter(({ kind }) => kind === 'reversed').length,
    }))
    .filter(({ changed, reversed }) => changed + reversed > 0)
    .sort(
      (left, right) =>
        right.reversed / right.matches - left.reversed / left.matches ||
        right.changed / right.matches - left.changed / left.matches ||
        compareTexts(left.promptKey, right.promptKey),
    );
}

function compareTexts(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
