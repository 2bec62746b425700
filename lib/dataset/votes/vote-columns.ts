import { GameColumns, NO_PROMPT } from '#lib/ranking/game-columns.ts';
import type { GameTable } from '#lib/ranking/game-table.ts';
import { NameInterner } from './name-interner.ts';

/** Votes of one or more files, pooled: equal names are one contestant, equal prompt ids one prompt. */
export class VoteColumns {
  readonly contestants = new NameInterner();
  readonly prompts = new NameInterner();
  /** Rows without a result, by the word of their verdict. */
  readonly skipped: Record<string, number> = {};
  /** Usable rows without a prompt id. */
  withoutPrompt = 0;
  readonly #games = new GameColumns();

  /** Number of usable rows. */
  get length(): number {
    return this.#games.length;
  }

  /** Adds a usable row by number of contestant and prompt (`NO_PROMPT` for none); the caller has checked it. */
  push(game: { a: number; b: number; score: number; weight: number; prompt: number }): void {
    if (game.prompt === NO_PROMPT) this.withoutPrompt++;
    this.#games.push(game);
  }

  /** Counts a row that has no result. */
  skip(word: string): void {
    this.skipped[word] = (this.skipped[word] ?? 0) + 1;
  }

  /** The usable rows, ready to be ranked. */
  toTable(): GameTable {
    return this.#games.toTable({ contestants: this.contestants.names, prompts: this.prompts.names });
  }
}
