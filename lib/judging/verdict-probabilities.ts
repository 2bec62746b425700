import type { TokenChance } from '#lib/chat/chat-model.ts';
import type { ContestantVerdict, ShownVerdict, Side } from './verdict.ts';

/** How likely each verdict was at the moment the judge wrote one; they add up to 1. */
export interface ShownProbabilities {
  readonly A: number;
  readonly B: number;
  readonly tie: number;
}
export type ContestantProbabilities = Readonly<Record<ContestantVerdict, number>>;

const AROUND = /^[\s"'`*([{<:]+|[\s"'`*)\]}>,.:]+$/g;

/**
 * The chances of the verdicts, from the alternatives to the token that decided: the first one of the verdict in the reply. Spellings of one
 * verdict are added up (`A`, ` A`, `"A`), what is no verdict is left out, and the rest is made to add up to 1.
 * @returns null where the token cannot be found, or has no alternatives: then nothing is known of the others
 */
export function verdictProbabilities(options: {
  text: string;
  verdict: ShownVerdict;
  tokens: readonly TokenChance[];
}): ShownProbabilities | null {
  const token = decidingToken(options);
  if (token === null || token.alternatives.length === 0) return null;
  const isMarked = options.text.includes('[[');
  const chances = { A: 0, B: 0, tie: 0 };
  const listed = token.alternatives.some((one) => one.token === token.token);
  for (const one of listed ? token.alternatives : [token, ...token.alternatives]) {
    const verdict = verdictOf(one.token, isMarked);
    if (verdict !== null) chances[verdict] += Math.exp(one.logprob);
  }
  const sum = chances.A + chances.B + chances.tie;
  if (!(sum > 0) || !Number.isFinite(sum)) return null;
  return { A: chances.A / sum, B: chances.B / sum, tie: chances.tie / sum };
}

/** Chances by shown position as chances by contestant; `first` was shown under the letter A. */
export function probabilitiesByContestant(shown: ShownProbabilities, first: Side): ContestantProbabilities {
  const { A, B, tie } = shown;
  return first === 'a' ? { a: A, b: B, tie } : { a: B, b: A, tie };
}

/**
 * The token in which the verdict begins. It is counted from the end, where verdicts stand: a character that several tokens share would shift
 * all places after it. Where the tokens are not those of the text, the last that says the verdict is taken.
 */
function decidingToken(options: {
  text: string;
  verdict: ShownVerdict;
  tokens: readonly TokenChance[];
}): TokenChance | null {
  const { text, verdict, tokens } = options;
  const isMarked = text.includes('[[');
  const says = (token: TokenChance | undefined) => token !== undefined && verdictOf(token.token, isMarked) === verdict;
  const place = verdictPlace(text);
  let left = place === null ? 0 : text.length - place;
  for (let at = tokens.length - 1; at >= 0 && left > 0; at -= 1) {
    left -= tokens[at]?.token.length ?? 0;
    if (left <= 0 && says(tokens[at])) return tokens[at] ?? null;
  }
  return tokens.findLast(says) ?? null;
}

/** Index of the verdict's first character where it is marked; null where it is only words. */
function verdictPlace(text: string): number | null {
  const bracket = text.lastIndexOf('[[');
  const member = text.lastIndexOf('"verdict"');
  if (member <= bracket) return bracket < 0 ? null : bracket + 2;
  const lead = /^"verdict"\s*:\s*"[\s(*]*/.exec(text.slice(member, member + 60));
  return lead ? member + lead[0].length : null;
}

function verdictOf(token: string, isMarked: boolean): ShownVerdict | null {
  const bare = token.replace(AROUND, '').toLowerCase();
  if (bare === 'a') return 'A';
  if (bare === 'b') return 'B';
  if (bare === 'c') return isMarked ? 'tie' : null;
  return bare !== '' && 'tie'.startsWith(bare) ? 'tie' : null;
}
