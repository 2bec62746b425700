import { type FitWorkspace, fitBradleyTerry } from './bradley-terry.ts';
import { addPseudoGames, DEFAULT_PRIOR } from './weak-prior.ts';
import { isStronglyConnected } from './win-graph.ts';

/** Bradley–Terry strengths of one group, with the prior that they needed. */
export interface GroupFit {
  /** Indexes of the group's contestants in the whole table, ascending. */
  readonly members: readonly number[];
  /** Log-strengths in natural units, mean 0, in the order of `members`. */
  readonly strengths: Float64Array;
  readonly iterations: number;
  /** Pseudo-games per contestant (see `addPseudoGames`); 0 for plain maximum likelihood. */
  readonly prior: number;
  /** Whether the games alone, without the prior, have a finite answer. */
  readonly hasMaximum: boolean;
}

/** The rows and columns of some contestants, as a matrix of their own. */
export function pointsAmong(counts: { points: Float64Array; size: number }, members: readonly number[]): Float64Array {
  const { points, size } = counts;
  const among = new Float64Array(members.length * members.length);
  let cell = 0;
  for (const row of members) for (const column of members) among[cell++] = points[row * size + column]!;
  return among;
}

/**
 * Fits one group: by maximum likelihood where its win graph is strongly connected, else with the weak prior `DEFAULT_PRIOR`;
 * a `prior` above 0 is used in any case.
 *
 * @throws Error when the fit does not converge.
 */
export function fitGroup(task: {
  points: Float64Array;
  size: number;
  members: readonly number[];
  prior: number;
  start?: Float64Array;
  tolerance?: number;
  workspace?: FitWorkspace;
}): GroupFit {
  const { members, start, tolerance, workspace } = task;
  const size = members.length;
  const points = pointsAmong(task, members);
  const hasMaximum = isStronglyConnected({ points, size });
  const prior = task.prior > 0 || hasMaximum ? task.prior : DEFAULT_PRIOR;
  if (prior > 0) addPseudoGames({ points, size }, prior);
  const { strengths, iterations } = fitBradleyTerry({ points, size, start, tolerance, workspace });
  return { members, strengths, iterations, prior, hasMaximum };
}
