import type { KnownResponse } from './known-response.ts';
import { type Occurrence, TurnIndex } from './turn-index.ts';

/** A known answer that stands in a request, with the turns that are shown of it. */
export interface ShownResponse {
  readonly promptKey: string;
  readonly turns: readonly string[];
  readonly quality: number | null;
  /** Where its own part of the request begins. */
  readonly at: number;
}

/** Recognises known answers in a request of any template, as long as it shows them verbatim. */
export class ResponseFinder {
  readonly #index: TurnIndex;
  readonly #prompts = new Map<string, KnownResponse[]>();
  readonly #promptKeysByTurn = new Map<string, Set<string>>();

  constructor(known: readonly KnownResponse[]) {
    this.#index = new TurnIndex(known.flatMap((one) => one.turns));
    for (const response of known) {
      const siblings = this.#prompts.get(response.promptKey);
      if (siblings) siblings.push(response);
      else this.#prompts.set(response.promptKey, [response]);
      for (const turn of response.turns) {
        const keys = this.#promptKeysByTurn.get(turn);
        if (keys) keys.add(response.promptKey);
        else this.#promptKeysByTurn.set(turn, new Set([response.promptKey]));
      }
    }
  }

  /** At most two answers, in the order shown. Two identical answers are returned twice. */
  find(request: string): ShownResponse[] {
    const byLine = this.#resolve(request, this.#index.wholeLines(request));
    if (byLine.length === 2) return byLine;
    const anywhere = this.#resolve(request, this.#index.anywhere(request));
    return anywhere.length > byLine.length ? anywhere : byLine;
  }

  #resolve(request: string, occurrences: readonly Occurrence[]): ShownResponse[] {
    const promptKey = this.#promptOf(request, occurrences);
    if (promptKey === undefined) return [];
    const places = placesByTurn(occurrences);
    return lastTwo(fullyShown(this.#prompts.get(promptKey) ?? [], places), places);
  }

  /** The prompt whose answers (and own text, where known) cover most of the request. */
  #promptOf(request: string, occurrences: readonly Occurrence[]): string | undefined {
    const covered = new Map<string, number>();
    for (const { text } of occurrences) {
      for (const key of this.#promptKeysByTurn.get(text) ?? []) covered.set(key, (covered.get(key) ?? 0) + text.length);
    }
    if (covered.size > 1) {
      for (const [key, length] of covered) covered.set(key, length + this.#promptTextShown(key, request));
    }
    return [...covered].sort((x, y) => y[1] - x[1])[0]?.[0];
  }

  #promptTextShown(promptKey: string, request: string): number {
    const turns = this.#prompts.get(promptKey)?.[0]?.promptTurns ?? [];
    return turns.filter((turn) => request.includes(turn)).join('').length;
  }
}

function placesByTurn(occurrences: readonly Occurrence[]): Map<string, number[]> {
  const places = new Map<string, number[]>();
  for (const { text, at } of occurrences) {
    const list = places.get(text);
    if (list) list.push(at);
    else places.set(text, [at]);
  }
  return places;
}

/** Answers all of whose turns are shown, up to the last turn shown of any; answers that look equal so far are one. */
function fullyShown(siblings: readonly KnownResponse[], places: Map<string, number[]>): ShownResponse[] {
  const depthOf = (response: KnownResponse) => {
    const missing = response.turns.findIndex((turn) => turn !== '' && !places.has(turn));
    return missing < 0 ? response.turns.length : missing;
  };
  const shownTurns = Math.max(0, ...siblings.map(depthOf));
  const candidates = siblings.filter((one) => depthOf(one) >= shownTurns);
  const alike = Map.groupBy(candidates, (one) => JSON.stringify(one.turns.slice(0, shownTurns)));
  return [...alike.values()].flatMap((group) => {
    const [{ promptKey, turns } = { promptKey: '', turns: [] }] = group;
    const shown = turns.slice(0, shownTurns);
    if (shown.every((turn) => turn === '')) return [];
    return [{ promptKey, turns: shown, quality: meanQuality(group), at: 0 }];
  });
}

function meanQuality(group: readonly KnownResponse[]): number | null {
  const grades = group.flatMap((one) => (one.quality === null ? [] : [one.quality]));
  return grades.length === 0 ? null : grades.reduce((sum, grade) => sum + grade, 0) / grades.length;
}

/**
 * An answer that repeats the question is found there too, ahead of the answers; hence each answer's last place counts,
 * and of more than two answers the last two. A turn two answers share says nothing about their order.
 */
function lastTwo(shown: readonly ShownResponse[], places: Map<string, number[]>): ShownResponse[] {
  const owners = new Map<string, number>();
  for (const turn of shown.flatMap((one) => [...new Set(one.turns)])) owners.set(turn, (owners.get(turn) ?? 0) + 1);
  const placed = shown.map((one) => {
    const own = one.turns.filter((turn) => owners.get(turn) === 1);
    const at = Math.max(...own.map((turn) => places.get(turn)?.at(-1) ?? -1));
    return { ...one, at };
  });
  const [only, ...others] = placed.sort((x, y) => x.at - y.at);
  if (only === undefined) return [];
  if (others.length > 0) return placed.slice(-2);
  const last = only.turns.findLast((turn) => turn !== '') ?? '';
  return (places.get(last)?.length ?? 0) > 1 ? [only, only] : [only];
}
