import type { JudgingInput } from './judging-input.ts';

/** What a judgement call asks, free of everything that cannot change the answer; plain data, for hashing. */
export interface VerdictKey extends Readonly<Record<string, string | number | null | readonly string[]>> {
  readonly kind: 'pairwise';
  readonly template: string;
  readonly templateVersion: number;
  readonly promptTurns: readonly string[];
  readonly context: string | null;
  readonly reference: readonly string[];
  readonly shownFirst: readonly string[];
  readonly shownSecond: readonly string[];
  readonly turn: number;
}

/**
 * The part of a judgement's cache key that says what is asked; `requestHash` adds model, endpoint, decoding and sample.
 *
 * It holds the template's inputs and version, not the rendered messages, so the delimiter is no part of it: runs
 * with different seeds share keys. The order is in it as the answer shown first,
 * so the same two answers in the same order hit the cache even where another match names its sides the other way round.
 * @param options.turn which turn of the conversation is judged, as the call numbers it
 */
export function verdictKey(options: {
  template: { id: string; version: number };
  input: JudgingInput;
  turn: number;
}): VerdictKey {
  const { template, input, turn } = options;
  return {
    kind: 'pairwise',
    template: template.id,
    templateVersion: template.version,
    promptTurns: input.promptTurns,
    context: input.context,
    reference: input.reference ?? [],
    shownFirst: input.shownFirst,
    shownSecond: input.shownSecond,
    turn,
  };
}
