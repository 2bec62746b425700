import type { GameTable } from './game-table.ts';

/** Outcomes kept apart per ordered pair (a, b), by the score of a. */
const OUTCOMES = { loss: 0, tie: 1, win: 2 } as const;

/** All that Bradley–Terry needs to know of the games: who took how many points from whom. */
export interface PairCounts {
  /** Number of contestants. */
  readonly size: number;
  /** size × size, row-major: weighted points that the row took from the column; a tie gives half to each. */
  readonly points: Float64Array;
  /** size × size × 3: number of games (unweighted) of the ordered pair (a, b) that a lost, tied or won. */
  readonly outcomes: Int32Array;
}

/** Unweighted record of one contestant. */
export interface GameRecord {
  readonly games: number;
  readonly wins: number;
  readonly losses: number;
  readonly ties: number;
}

/**
 * Adds up the games of a table by pair. O(games + contestants²).
 *
 * Sums of scores 0, ½, 1 and weights ½, 1 are exact in floating point, so the order of such games cannot matter at all.
 *
 * @throws RangeError naming the game (from 1) when its contestants, score or weight are out of range.
 */
export function pairCounts(table: GameTable): PairCounts {
  const { a: columnA, b: columnB, score: scores, weight: weights } = table;
  const size = table.contestants.length;
  const points = new Float64Array(size * size);
  const outcomes = new Int32Array(size * size * 3);
  for (let game = 0; game < columnA.length; game++) {
    const a = columnA[game]!;
    const b = columnB[game]!;
    const score = scores[game]!;
    const weight = weights[game]!;
    const inRange = a >= 0 && a < size && b >= 0 && b < size && a !== b;
    if (!(inRange && score >= 0 && score <= 1 && weight > 0 && weight < Number.POSITIVE_INFINITY)) {
      throw new RangeError(`Game ${game + 1} is out of range: a ${a}, b ${b}, score ${score}, weight ${weight}.`);
    }
    const pair = a * size + b;
    points[pair]! += weight * score;
    points[b * size + a]! += weight * (1 - score);
    // Arithmetic instead of branches: outcomes are unpredictable, and a mispredicted branch costs more than the sum.
    outcomes[pair * 3 + Number(score >= 0.5) + Number(score > 0.5)]!++;
  }
  return { size, points, outcomes };
}

/** The record of each contestant, by index. Any score above ½ is a win, below ½ a loss. O(contestants²). */
export function gameRecords({ size, outcomes }: PairCounts): GameRecord[] {
  return Array.from({ length: size }, (_, contestant) => {
    let wins = 0;
    let losses = 0;
    let ties = 0;
    for (let opponent = 0; opponent < size; opponent++) {
      const asA = (contestant * size + opponent) * 3;
      const asB = (opponent * size + contestant) * 3;
      wins += outcomes[asA + OUTCOMES.win]! + outcomes[asB + OUTCOMES.loss]!;
      losses += outcomes[asA + OUTCOMES.loss]! + outcomes[asB + OUTCOMES.win]!;
      ties += outcomes[asA + OUTCOMES.tie]! + outcomes[asB + OUTCOMES.tie]!;
    }
    return { games: wins + losses + ties, wins, losses, ties };
  });
}
