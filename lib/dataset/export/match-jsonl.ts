import type { ExportedMatch } from './exported-match.ts';

/** A match as one line of JSON, with every judgement, raw reply, tokens and latency: nothing else is needed to audit it. */
export function matchJsonl(match: ExportedMatch): string {
  const { ordinal: _, prompt: _prompt, context: _context, answer_a: _a, answer_b: _b, judgements, ...line } = match;
  const said = judgements.map(({ request: _request, order, ...judgement }) => ({
    ...judgement,
    order,
    first: order === 0 ? null : order === 1 ? 'a' : 'b',
  }));
  return `${JSON.stringify({ ...line, judgements: said })}\n`;
}
