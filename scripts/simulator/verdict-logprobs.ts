import type { Decision, VerdictProbabilities } from './decision.ts';

/** One token of a reply as OpenAI reports it. */
export interface TokenLogprob {
  readonly token: string;
  readonly logprob: number;
  readonly bytes: null;
  readonly top_logprobs: readonly { token: string; logprob: number; bytes: null }[];
}

/** Verdicts drawn without a model of quality still carry some doubt. */
const STATED_CONFIDENCE = 0.9;
/** Zero has no logarithm. */
const SMALLEST = 1e-6;

/** Log probabilities of a reply: the verdict token carries the chances it was drawn from, every other token is certain. */
export function verdictLogprobs(
  content: string,
  told: { decision: Decision; alternatives: number },
): { content: TokenLogprob[] } {
  const [before, verdict, after] = splitAtVerdict(content);
  const chances = Object.entries(told.decision.probabilities ?? assumed(told.decision));
  const top = chances.map(([label, chance]) => ({
    token: tokenFor(label, verdict),
    logprob: log(chance),
    bytes: null,
  }));
  top.sort((x, y) => y.logprob - x.logprob);
  const drawn = top.find((one) => one.token === verdict);
  const certain = (token: string): TokenLogprob => ({ token, logprob: 0, bytes: null, top_logprobs: [] });
  if (!drawn) return { content: pieces(content).map(certain) };
  const token = { ...drawn, top_logprobs: top.slice(0, told.alternatives) };
  return { content: [...pieces(before).map(certain), token, ...pieces(after).map(certain)] };
}

/** Cuts a reply around its last verdict: `[[A]]` in text, or the last JSON string that is a verdict. */
function splitAtVerdict(content: string): [string, string, string] {
  const match = [...content.matchAll(/(?<=\[\[|":\s*")(A|B|C|tie)(?=\]\]|")/gi)].at(-1);
  if (!match?.[1]) return [content, '', ''];
  return [content.slice(0, match.index), match[1], content.slice(match.index + match[1].length)];
}

function tokenFor(label: string, written: string): string {
  if (label === 'tie' && written === 'C') return 'C';
  return written !== '' && written === written.toLowerCase() && written !== 'tie' ? label.toLowerCase() : label;
}

function assumed(decision: Decision): VerdictProbabilities {
  const rest = (1 - STATED_CONFIDENCE) / 2;
  return { A: rest, B: rest, tie: rest, [decision.verdict]: STATED_CONFIDENCE };
}

function log(chance: number): number {
  return Math.log(Math.max(SMALLEST, chance));
}

/** Something like a tokenizer: joined, the pieces are the text again. */
function pieces(text: string): string[] {
  return text.match(/\s*[\p{L}\p{N}]+|\s*[^\s\p{L}\p{N}]+|\s+/gu) ?? [];
}
