import { GameColumns, NO_PROMPT } from './game-columns.ts';

/** Games by column: the input of every rating method. A game is one judgement; with both orders, each order has weight ½. */
export interface GameTable {
  /** Index → name, in code unit order, so that results do not depend on the order of the input. */
  readonly contestants: readonly string[];
  /** Index of the first contestant of each game. */
  readonly a: Int32Array;
  /** Index of the second contestant of each game; never the first. */
  readonly b: Int32Array;
  /** Score of a, in [0, 1]; a tie is 0.5. */
  readonly score: Float64Array;
  /** Weight of the game, finite and above 0. */
  readonly weight: Float64Array;
  /** Prompt of each game, 0 ≤ prompt < promptCount; null unless every game has one. */
  readonly prompt: Int32Array | null;
  readonly promptCount: number;
}

/** One game by name. */
export interface Game {
  readonly contestantA: string;
  readonly contestantB: string;
  /** Score of A, in [0, 1]; a tie is 0.5. */
  readonly score: number;
  /** Finite and above 0; 1 when left out. */
  readonly weight?: number;
  /** The prompt both answered; games of one prompt are resampled together. */
  readonly promptId?: string | null;
}

/**
 * Games by name as a table of columns.
 *
 * `gameTable([{ contestantA: 'x', contestantB: 'y', score: 1, promptId: 'p1' }])`
 *
 * @throws RangeError naming the game (from 1) when it is a contestant against itself, its score lies outside [0, 1], or its
 * weight is not a finite number above 0.
 */
export function gameTable(games: Iterable<Game>): GameTable {
  const columns = new GameColumns();
  const contestants = new Map<string, number>();
  const prompts = new Map<string, number>();
  for (const game of games) {
    const weight = game.weight ?? 1;
    requireValid({ ...game, weight }, columns.length + 1);
    columns.push({
      a: indexOf(contestants, game.contestantA),
      b: indexOf(contestants, game.contestantB),
      score: game.score,
      weight,
      prompt: game.promptId == null ? NO_PROMPT : indexOf(prompts, game.promptId),
    });
  }
  return columns.toTable({ contestants: [...contestants.keys()], prompts: [...prompts.keys()] });
}

function indexOf(names: Map<string, number>, name: string): number {
  const known = names.get(name);
  if (known !== undefined) return known;
  names.set(name, names.size);
  return names.size - 1;
}

function requireValid(game: Game & { weight: number }, position: number): void {
  if (game.contestantA === game.contestantB) {
    throw new RangeError(`Game ${position}: "${game.contestantA}" cannot meet itself.`);
  }
  if (!(game.score >= 0 && game.score <= 1)) {
    throw new RangeError(`Game ${position}: a score lies in [0, 1]; got ${game.score}.`);
  }
  if (!(game.weight > 0 && game.weight < Number.POSITIVE_INFINITY)) {
    throw new RangeError(`Game ${position}: a weight is a finite number above 0; got ${game.weight}.`);
  }
}
