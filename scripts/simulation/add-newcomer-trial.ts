import { gameTable } from '#lib/ranking/game-table.ts';
import { rankGames } from '#lib/ranking/rank-games.ts';
import { seededRandom } from '#lib/ranking/seeded-random.ts';
import { newcomerMatchCount, newcomerMatches } from '#lib/tournament/newcomer.ts';
import { judgedPoints, type SimulatedField, simulatedGames } from './simulated-games.ts';

/** Absolute difference of a newcomer's rank and its true rank, when it joins a finished knockout of all the others. */
export function newcomerRankError(field: SimulatedField, newcomer: string): number {
  const random = seededRandom(`${field.seed} ${newcomer}`);
  const incumbents = new Map([...field.ratings].filter(([name]) => name !== newcomer));
  const board = simulatedGames({ ...field, ratings: incumbents }, 'knockout', random);
  const contestants = [...field.ratings.keys()];
  const added = newcomerMatches({
    prompts: Array.from({ length: field.prompts }, (_, index) => ({ promptKey: `p${index}`, contestants })),
    newcomer,
    matchesPerPrompt: newcomerMatchCount(incumbents.size),
    seed: field.seed,
  });
  const table = gameTable([
    ...Array.from(board.a, (a, game) => ({
      contestantA: board.contestants[a] as string,
      contestantB: board.contestants[board.b[game] as number] as string,
      score: board.score[game] as number,
    })),
    ...added.map(({ a, b }) => ({
      contestantA: a as string,
      contestantB: b as string,
      score: judgedPoints([a as string, b as string], field, random),
    })),
  ]);
  const ranked = rankGames(table, { rounds: 0 }).ratings.map((one) => one.contestant);
  const truly = contestants.sort((left, right) => ratingOf(field, right) - ratingOf(field, left));
  return Math.abs(ranked.indexOf(newcomer) - truly.indexOf(newcomer));
}

function ratingOf(field: SimulatedField, name: string): number {
  return field.ratings.get(name) as number;
}
