/** A side of a match; which contestant it is, is fixed when the match is made. */
export type Side = 'a' | 'b';

/** What a judge says, by the letters it was shown: A is the answer shown first. */
export type ShownVerdict = 'A' | 'B' | 'tie';

/** A usable verdict by contestant. */
export type ContestantVerdict = Side | 'tie';

/** Why a reply that arrived holds no verdict. */
export type UnusableReply = 'unparseable' | 'refused' | 'truncated';

/** Why a judgement has no verdict; `blocked` and `error` got no reply. Recorded as such, never as a tie. */
export type UnusableVerdict = UnusableReply | 'blocked' | 'error';

/** What one call said about one match. */
export type JudgementVerdict = ContestantVerdict | UnusableVerdict;

/** True when a judgement counts as a game. */
export function isUsable(verdict: JudgementVerdict): verdict is ContestantVerdict {
  return verdict === 'a' || verdict === 'b' || verdict === 'tie';
}
