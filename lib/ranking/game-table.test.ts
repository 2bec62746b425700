import { describe, expect, it } from 'vitest';
import { gameTable } from './game-table.ts';

describe('gameTable', () => {
  it('sorts names and prompts and keeps the order of the games', () => {
    const table = gameTable([
      { contestantA: 'z', contestantB: 'a', score: 1, promptId: 'q' },
      { contestantA: 'a', contestantB: 'm', score: 0.5, weight: 2, promptId: 'p' },
    ]);
    expect(table.contestants).toEqual(['a', 'm', 'z']);
    expect([...table.a]).toEqual([2, 0]);
    expect([...table.b]).toEqual([0, 1]);
    expect([...table.weight]).toEqual([1, 2]);
    expect([...table.prompt!]).toEqual([1, 0]);
    expect(table.promptCount).toBe(2);
  });

  it('knows no prompts when one game has none', () => {
    const games = [
      { contestantA: 'z', contestantB: 'a', score: 1, promptId: 'q' },
      { contestantA: 'z', contestantB: 'a', score: 1, promptId: null },
    ];
    expect(gameTable(games)).toMatchObject({ prompt: null, promptCount: 0 });
  });

  it('holds more games than it first makes room for', () => {
    const table = gameTable(
      Array.from({ length: 5000 }, (_, index) => ({ contestantA: `c${index % 50}`, contestantB: 'x', score: 0 })),
    );
    expect(table.a).toHaveLength(5000);
    expect(table.contestants[table.a[4999]!]).toBe('c49');
  });
});
