import { solvePositiveDefinite } from './cholesky.ts';
import { likelihoodDerivatives } from './likelihood-derivatives.ts';

/** Largest Newton step, in log-strength, at which a fit counts as converged. The step is still taken, so what error remains is its square. */
export const TOLERANCE = 1e-9;

/** Newton steps after which a fit is given up. Far apart strengths need one step per unit of log-strength, then about five. */
const ITERATION_LIMIT = 1000;

/**
 * Largest change of any difference of strengths in one step. Below it a Newton step must raise the likelihood: the logistic
 * loss is self-concordant in the sense of Bach, "Self-concordant analysis for logistic regression" (2010), proposition 1, and
 * with a span S the gain is at least 1 − (e^S − S − 1)/S² of the predicted one, which is positive up to S = 1.79.
 */
const SPAN_LIMIT = 1;

/** Arrays that a fit writes to; reused by fits of one size. */
export interface FitWorkspace {
  readonly gradient: Float64Array;
  readonly information: Float64Array;
}

/** Maximum-likelihood strengths and how they were reached. */
export interface BradleyTerryFit {
  /** Log-strengths in natural units, mean 0. */
  readonly strengths: Float64Array;
  readonly iterations: number;
}

/** Room for fits of `size` contestants. */
export function fitWorkspace(size: number): FitWorkspace {
  return { gradient: new Float64Array(size), information: new Float64Array(size * size) };
}

/**
 * Fits Bradley–Terry strengths by maximum likelihood, with Newton's method on pair counts. O(size³) a step, whatever the
 * number of games.
 *
 * The maximum exists and is unique only if no set of contestants took every point from the others: Ford, "Solution of a ranking
 * problem from binary comparisons" (1957). See `isStronglyConnected`.
 *
 * @param task `points`: size × size row-major, weighted points the row took from the column. `start`: strengths to begin at.
 * @throws RangeError when the points are not finite numbers of at least 0.
 * @throws Error when the fit does not converge, as when the maximum does not exist.
 */
export function fitBradleyTerry(task: {
  points: Float64Array;
  size: number;
  start?: Float64Array;
  tolerance?: number;
  workspace?: FitWorkspace;
}): BradleyTerryFit {
  const { points, size, start, tolerance = TOLERANCE, workspace = fitWorkspace(size) } = task;
  requireFinite(points);
  const strengths = start === undefined ? new Float64Array(size) : start.slice();
  for (let iteration = 1; iteration <= ITERATION_LIMIT; iteration++) {
    const span = newtonStep({ points, size, strengths }, workspace);
    if (span <= tolerance) {
      subtractMean(strengths);
      return { strengths, iterations: iteration };
    }
  }
  throw new Error(`Bradley–Terry did not converge in ${ITERATION_LIMIT} Newton steps to ${tolerance}.`);
}

/**
 * Moves the strengths by one Newton step, shortened to `SPAN_LIMIT`, and returns the span of the unshortened step. The likelihood
 * knows only differences, so the last contestant is held still and the system loses its last row and column.
 */
function newtonStep(
  state: { points: Float64Array; size: number; strengths: Float64Array },
  { gradient, information }: FitWorkspace,
): number {
  const { size, strengths } = state;
  likelihoodDerivatives(state, { gradient, information });
  solve({ matrix: information, stride: size, size: size - 1, vector: gradient });
  let highest = 0;
  let lowest = 0;
  for (let index = 0; index < size - 1; index++) {
    highest = Math.max(highest, gradient[index]!);
    lowest = Math.min(lowest, gradient[index]!);
  }
  const span = highest - lowest;
  const length = span > SPAN_LIMIT ? SPAN_LIMIT / span : 1;
  for (let index = 0; index < size - 1; index++) strengths[index]! += length * gradient[index]!;
  return span;
}

function solve(system: Parameters<typeof solvePositiveDefinite>[0]): void {
  try {
    solvePositiveDefinite(system);
  } catch (cause) {
    throw new Error('Bradley–Terry did not converge: the games do not tell the contestants apart.', { cause });
  }
}

function subtractMean(strengths: Float64Array): void {
  let sum = 0;
  for (const strength of strengths) sum += strength;
  const mean = sum / strengths.length;
  for (let index = 0; index < strengths.length; index++) strengths[index]! -= mean;
}

function requireFinite(points: Float64Array): void {
  for (let index = 0; index < points.length; index++) {
    const taken = points[index]!;
    if (!(taken >= 0 && taken < Number.POSITIVE_INFINITY)) {
      throw new RangeError(`Pair points must be finite and at least 0; got ${taken}.`);
    }
  }
}
