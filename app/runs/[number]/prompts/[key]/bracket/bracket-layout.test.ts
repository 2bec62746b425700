import { expect, test } from 'vitest';
import { replayKnockout } from '#lib/tournament/replay-knockout.ts';
import type { ShownMatch } from '../../../../../_data/bracket.ts';
import { BOX, bracketLayout } from './bracket-layout.ts';

test.each([2, 3, 5, 8, 16, 60])('no two of %i contestants’ matches overlap, and all stand inside', (count) => {
  const contestants = Array.from({ length: count }, (_, index) => `c${index}`);
  const known = (one: string, other: string) => ({ winner: one < other ? one : other });
  const { matches } = replayKnockout({ promptKey: 'p', contestants }, { seed: 's', known });
  const layout = bracketLayout(
    matches.map((match) => ({ ...match, isWalkover: false, id: null, run: 1, upset: null }) as ShownMatch),
  );
  expect(layout.matches).toHaveLength(count - 1);
  for (const [index, one] of layout.matches.entries()) {
    expect(one.x).toBeGreaterThanOrEqual(0);
    expect(one.x + BOX.width).toBeLessThanOrEqual(layout.width);
    expect(one.y - BOX.height / 2).toBeGreaterThanOrEqual(0);
    expect(one.y + BOX.height / 2).toBeLessThanOrEqual(layout.height);
    for (const other of layout.matches.slice(index + 1)) {
      if (other.x === one.x) expect(Math.abs(other.y - one.y)).toBeGreaterThanOrEqual(BOX.height);
    }
  }
});

test('without matches there is nothing to lay out', () => {
  expect(bracketLayout([]).matches).toEqual([]);
});
