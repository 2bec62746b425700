import type { JudgingInput } from './judging-input.ts';
import type { JudgingTemplate } from './template.ts';

/**
 * What a judgement call asks, free of everything that cannot change the answer; plain data, for hashing. Where the template
 * shows fields, `fields` holds their names and texts, one after the other.
 */
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
 * It holds what the template shows, and its version, not the rendered messages, so the delimiter is no part of it: runs
 * with different seeds share keys. The order is in it as the answer shown first,
 * so the same two answers in the same order hit the cache even where another match names its sides the other way round.
 * @param options.turn which turn of the conversation is judged, as the call numbers it
 */
export function verdictKey(options: {
  template: Pick<JudgingTemplate, 'id' | 'version' | 'shown'>;
  input: JudgingInput;
  turn: number;
}): VerdictKey {
  const { template, turn } = options;
  const input = template.shown(options.input);
  const fields = Object.entries(input.fields ?? {}).flat();
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
    ...(fields.length > 0 && { fields }),
  };
}
