import type { Queryable } from '#lib/db/database.ts';
import { fillSlots } from '#lib/db/matches.ts';
import { type FinishedSwissRound, readFinishedSwissRounds } from '#lib/db/swiss-rounds.ts';
import { type SwissGame, swissPairs } from '#lib/tournament/swiss.ts';

/**
 * Pairs the next round on every prompt where the settled matches were the last of theirs; returns the matches that are open now.
 * A match without a verdict gives half a point to each: who goes on by seed has not won.
 */
export async function pairSwissRounds(
  transaction: Queryable,
  run: { id: string; seed: string },
  settledIds: readonly string[],
): Promise<string[]> {
  const finished = await readFinishedSwissRounds(transaction, run.id, settledIds);
  const placed = finished.flatMap((prompt) => placesOf(prompt, run.seed));
  return placed.length === 0 ? [] : fillSlots(transaction, placed);
}

function placesOf(prompt: FinishedSwissRound, seed: string) {
  const { promptKey, round, entrants, waiting } = prompt;
  const byName = new Map(entrants.map((entrant) => [entrant.name, entrant]));
  const pairs = swissPairs(
    { promptKey, contestants: [...byName.keys()] },
    { seed, round, games: prompt.games.map(gameOf) },
  );
  return pairs.flatMap(([a, b], slot) =>
    (
      [
        ['a', a],
        ['b', b],
      ] as const
    ).map(([side, name]) => {
      const { contestantId, responseId } = byName.get(name) as FinishedSwissRound['entrants'][number];
      return { matchId: waiting[slot] as string, side, contestantId, responseId };
    }),
  );
}

function gameOf({ a, b, advancedSide, advancedBy }: FinishedSwissRound['games'][number]): SwissGame {
  if (advancedBy !== 'verdict') return { a, b, points: 0.5 };
  return { a, b, points: advancedSide === 'a' ? 1 : 0 };
}
