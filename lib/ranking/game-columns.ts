import type { GameTable } from './game-table.ts';

/** Prompt index of a game whose prompt is unknown. */
export const NO_PROMPT = -1;

/** One game by index into name lists that are still growing. */
export interface IndexedGame {
  readonly a: number;
  readonly b: number;
  /** Score of a, in [0, 1]. */
  readonly score: number;
  readonly weight: number;
  /** Index of the prompt, or `NO_PROMPT`. */
  readonly prompt: number;
}

/** Games being collected, a column each, in typed arrays that double when full. */
export class GameColumns {
  length = 0;
  #a = new Int32Array(1024);
  #b = new Int32Array(1024);
  #score = new Float64Array(1024);
  #weight = new Float64Array(1024);
  #prompt = new Int32Array(1024);
  #withoutPrompt = 0;

  /** Adds a game as it is; the caller has checked its numbers. */
  push(game: IndexedGame): void {
    if (this.length === this.#a.length) this.#grow();
    const row = this.length++;
    this.#a[row] = game.a;
    this.#b[row] = game.b;
    this.#score[row] = game.score;
    this.#weight[row] = game.weight;
    this.#prompt[row] = game.prompt;
    if (game.prompt === NO_PROMPT) this.#withoutPrompt++;
  }

  /**
   * The games as a table with names and prompts in sorted order, so that nothing depends on which came first.
   * Prompts are unknown (`null`) unless every game has one. O(games + names·log names).
   */
  toTable(names: { contestants: readonly string[]; prompts: readonly string[] }): GameTable {
    const contestants = sortedWithMap(names.contestants);
    const prompts = this.#withoutPrompt === 0 ? sortedWithMap(names.prompts) : null;
    return {
      contestants: contestants.sorted,
      a: remapped(this.#a, contestants.newIndex, this.length),
      b: remapped(this.#b, contestants.newIndex, this.length),
      score: this.#score.slice(0, this.length),
      weight: this.#weight.slice(0, this.length),
      prompt: prompts === null ? null : remapped(this.#prompt, prompts.newIndex, this.length),
      promptCount: prompts === null ? 0 : prompts.sorted.length,
    };
  }

  #grow(): void {
    const capacity = this.#a.length * 2;
    this.#a = enlarged(this.#a, new Int32Array(capacity));
    this.#b = enlarged(this.#b, new Int32Array(capacity));
    this.#score = enlarged(this.#score, new Float64Array(capacity));
    this.#weight = enlarged(this.#weight, new Float64Array(capacity));
    this.#prompt = enlarged(this.#prompt, new Int32Array(capacity));
  }
}

function enlarged<Column extends Int32Array | Float64Array>(column: Column, larger: Column): Column {
  larger.set(column);
  return larger;
}

/** Names in code unit order, and for each old index its new one. */
function sortedWithMap(names: readonly string[]): { sorted: string[]; newIndex: Int32Array } {
  const order = names.map((_, index) => index).sort((left, right) => (names[left]! < names[right]! ? -1 : 1));
  const newIndex = new Int32Array(names.length);
  order.forEach((old, position) => {
    newIndex[old] = position;
  });
  return { sorted: order.map((old) => names[old]!), newIndex };
}

function remapped(column: Int32Array, newIndex: Int32Array, length: number): Int32Array {
  const result = new Int32Array(length);
  for (let row = 0; row < length; row++) result[row] = newIndex[column[row]!]!;
  return result;
}
