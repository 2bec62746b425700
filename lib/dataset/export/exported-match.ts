/** One judgement of an exported match, by contestant. */
export interface ExportedJudgement {
  judge: string;
  template: string;
  /** 1: contestant a was shown first; 2: contestant b; 0: nobody knows. */
  order: 0 | 1 | 2;
  sample: number;
  verdict: string;
  probability_a: number | null;
  probability_b: number | null;
  probability_tie: number | null;
  source: string;
  reason: string | null;
  /** The raw reply; null where nothing was asked. */
  reply: string | null;
  /** The messages as sent, after the system message. */
  request: readonly { role: string; content: string }[] | null;
  input_tokens: number | null;
  output_tokens: number | null;
  latency_ms: number | null;
  cost: number | null;
}

/** A match with both entrants, its texts, and the judgements its state comes from. */
export interface ExportedMatch {
  ordinal: number;
  prompt_id: string;
  category: string | null;
  /** Empty where only the key of the prompt is known. */
  prompt: readonly string[];
  context: string | null;
  turn: number;
  round: number;
  slot: number;
  contestant_a: string;
  contestant_b: string;
  state: string;
  advanced: 'a' | 'b' | null;
  advanced_by: string | null;
  /** One text a turn; null where the text is not known. */
  answer_a: readonly string[] | null;
  answer_b: readonly string[] | null;
  judgements: readonly ExportedJudgement[];
}

/** Score of contestant a; null where the judgement is unusable. Probabilities count where the judge is not ours. */
export function scoreOf(judgement: ExportedJudgement): number | null {
  const { verdict, source, probability_a, probability_tie } = judgement;
  if (source === 'imported' && probability_a !== null) return probability_a + (probability_tie ?? 0) / 2;
  return verdict === 'a' ? 1 : verdict === 'b' ? 0 : verdict === 'tie' ? 0.5 : null;
}

/** The judgements of a match by who gave them: one a judge and sample, each with what is known of both orders. */
export function judgementPairs(
  match: ExportedMatch,
): { judge: string; template: string; first: ExportedJudgement | null; second: ExportedJudgement | null }[] {
  const groups = Map.groupBy(match.judgements, ({ judge, template, sample }) =>
    JSON.stringify([judge, template, sample]),
  );
  return [...groups.values()].map((group) => {
    const { judge, template } = group[0] as ExportedJudgement;
    // Of a judgement in unknown order nothing better can be said than that it is the first.
    const first = group.find(({ order }) => order === 1 || order === 0) ?? null;
    return { judge, template, first, second: group.find(({ order }) => order === 2) ?? null };
  });
}
