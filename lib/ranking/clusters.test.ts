import fc from 'fast-check';
import { expect, it } from 'vitest';
import { clusterCounts, promptClusters } from './clusters.ts';
import { gameTable } from './game-table.ts';

const game = fc
  .record({
    contestantA: fc.constantFrom('p', 'q', 'r'),
    contestantB: fc.constantFrom('q', 'r', 's'),
    score: fc.constant(1),
    promptId: fc.constantFrom('1', '2', '3', '4'),
  })
  .filter(({ contestantA, contestantB }) => contestantA !== contestantB);

it('clusterCounts counts the prompts of each contestant once, as sets of prompts do', () => {
  fc.assert(
    fc.property(fc.array(game, { minLength: 1, maxLength: 40 }), (games) => {
      const table = gameTable(games);
      const counts = clusterCounts(table, promptClusters(table)!);
      const naive = table.contestants.map((name) => {
        const played = games.filter(({ contestantA, contestantB }) => contestantA === name || contestantB === name);
        return new Set(played.map(({ promptId }) => promptId)).size;
      });
      expect([...counts]).toEqual(naive);
    }),
  );
});
