import { MEASURES, type Measure, type TextSize } from './text-size.ts';

/** A request whose bill is known. */
export interface BilledRequest {
  size: TextSize;
  inputTokens: number;
}

/** What an endpoint bills for a request: `fixed + factor · size[measure]` input tokens. */
export interface InputFit {
  measure: Measure;
  fixed: number;
  factor: number;
  requests: number;
  /** Standard deviation of what single requests differ from it, tokens. */
  deviation: number;
}

/** Fewer requests do not tell a slope from an offset. */
const ENOUGH = 3;

/**
 * Finds out how an endpoint counts: the line with the smallest squared residual over all measures, by ordinary least
 * squares. Null with fewer than three requests.
 */
export function fitInput(requests: readonly BilledRequest[]): InputFit | null {
  if (requests.length < ENOUGH) return null;
  return MEASURES.map((measure) => lineOf(requests, measure)).reduce((best, fit) =>
    fit.deviation < best.deviation ? fit : best,
  );
}

/** What the endpoint bills for requests of this size together. */
export function billedTokens(fit: InputFit, whole: { size: TextSize; requests: number }): number {
  return Math.max(0, fit.fixed * whole.requests + fit.factor * whole.size[fit.measure]);
}

function lineOf(requests: readonly BilledRequest[], measure: Measure): InputFit {
  const count = requests.length;
  const meanSize = requests.reduce((sum, { size }) => sum + size[measure], 0) / count;
  const meanTokens = requests.reduce((sum, { inputTokens }) => sum + inputTokens, 0) / count;
  let spread = 0;
  let shared = 0;
  for (const { size, inputTokens } of requests) {
    spread += (size[measure] - meanSize) ** 2;
    shared += (size[measure] - meanSize) * (inputTokens - meanTokens);
  }
  // Requests of one length say what a request costs, not what a longer one would.
  const factor = spread > 0 ? shared / spread : meanTokens / Math.max(1, meanSize);
  const fixed = meanTokens - factor * meanSize;
  const squares = requests.reduce(
    (sum, { size, inputTokens }) => sum + (inputTokens - fixed - factor * size[measure]) ** 2,
    0,
  );
  return { measure, fixed, factor, requests: count, deviation: Math.sqrt(squares / (count - 2)) };
}
