import { pairedMatch } from './paired-match.ts';
import type { PlannedMatch } from './planned-match.ts';
import type { PromptEntrants } from './schedule-input.ts';
import { seededOrder } from './seeded-order.ts';

/** Matches a prompt that place one newcomer among n incumbents: log2 n rounded up, and at least one. */
export function newcomerMatchCount(incumbents: number): number {
  return Math.max(1, Math.ceil(Math.log2(incumbents)));
}

/**
 * The matches that add one contestant to a finished board. On each prompt the newcomer meets `matchesPerPrompt` incumbents, taken
 * in turn from all over the board: the incumbents, shuffled anew each time all have been met, are dealt out over the prompts, so that
 * over the run everyone meets the newcomer equally often (±1). Fitted together with the board's own games, which stay as they
 * are, every meeting tells where it belongs.
 *
 * The alternative, to search for its place by halving, decides on few games against each incumbent and errs more:
 * arXiv 2411.01281, table 4.
 */
export function newcomerMatches(options: {
  prompts: readonly PromptEntrants[];
  newcomer: string;
  matchesPerPrompt: number;
  seed: string;
}): PlannedMatch[] {
  const { prompts, newcomer, matchesPerPrompt, seed } = options;
  const deck = new Deck(seed, newcomer);
  const entrantsOf = new Map(prompts.map((prompt) => [prompt.promptKey, prompt.contestants]));
  return seededOrder(
    prompts.map((prompt) => prompt.promptKey),
    ['newcomer', seed, newcomer],
  ).flatMap((promptKey) => {
    const entrants = entrantsOf.get(promptKey) ?? [];
    if (!entrants.includes(newcomer)) return [];
    const incumbents = entrants.filter((name) => name !== newcomer);
    return deck.deal(incumbents, matchesPerPrompt).map((opponent, slot) => {
      return pairedMatch({ promptKey, slot, replicate: 0, contestants: [newcomer, opponent] });
    });
  });
}

/** Deals opponents so that nobody is met again before all others that could be. */
class Deck {
  readonly #seed: string;
  readonly #newcomer: string;
  readonly #met = new Map<string, number>();

  constructor(seed: string, newcomer: string) {
    this.#seed = seed;
    this.#newcomer = newcomer;
  }

  deal(names: readonly string[], count: number): string[] {
    const times = (name: string) => this.#met.get(name) ?? 0;
    const scope = ['newcomer', this.#seed, this.#newcomer, String([...this.#met.values()].reduce((a, b) => a + b, 0))];
    const dealt = seededOrder(names, scope)
      .sort((left, right) => times(left) - times(right))
      .slice(0, count);
    for (const name of dealt) this.#met.set(name, times(name) + 1);
    return dealt;
  }
}
