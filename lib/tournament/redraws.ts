import { type KnownResult, replayKnockout } from './replay-knockout.ts';
import type { PromptEntrants } from './schedule-input.ts';

/** What other draws would have brought. */
export interface Redraws {
  /** Brackets that were drawn. */
  readonly draws: number;
  /** Of those, how many can be played to the end from known results. */
  readonly completed: number;
  /** Completed draws by champion, most first; equal counts by name. */
  readonly champions: readonly { readonly contestant: string; readonly draws: number }[];
}

/** The seed of the n-th other draw, from 1. */
export function redrawSeed(seed: string, draw: number): string {
  return `${seed}/${draw}`;
}

/** Draws the bracket of a prompt again and again and counts who wins those that known results decide. O(draws × contestants). */
export function countRedraws(
  prompt: PromptEntrants,
  options: { seed: string; draws: number; known: (one: string, other: string) => KnownResult | null },
): Redraws {
  const counts = new Map<string, number>();
  let completed = 0;
  for (let draw = 1; draw <= options.draws; draw++) {
    const { champion } = replayKnockout(prompt, { seed: redrawSeed(options.seed, draw), known: options.known });
    if (champion === null) continue;
    completed += 1;
    counts.set(champion, (counts.get(champion) ?? 0) + 1);
  }
  const champions = [...counts]
    .map(([contestant, draws]) => ({ contestant, draws }))
    .sort((left, right) => right.draws - left.draws || (left.contestant < right.contestant ? -1 : 1));
  return { draws: options.draws, completed, champions };
}
