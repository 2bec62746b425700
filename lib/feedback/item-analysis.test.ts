import { describe, expect, it } from 'vitest';
import { analyseItems, ITEM_THRESHOLDS, type ItemMatch, type ItemStatistics } from './item-analysis.ts';

const NAMES = ['w', 'x', 'y', 'z'];
const ratings = new Map(NAMES.map((name, place) => [name, 1150 - 100 * place]));

/** Everybody meets everybody on a prompt; `score` says what the better rated one gets. */
function league(promptKey: string, score: (pair: number) => number, inconsistent: ItemMatch['inconsistent'] = null) {
  const pairs = NAMES.flatMap((a, place) => NAMES.slice(place + 1).map((b) => ({ a, b })));
  return pairs.map((pair, index): ItemMatch => ({ promptKey, ...pair, score: score(index), inconsistent }));
}

function analyse(matches: readonly ItemMatch[], texts: Record<string, string> = {}): Map<string, ItemStatistics> {
  const keys = [...new Set([...matches.map(({ promptKey }) => promptKey), ...Object.keys(texts)])];
  const prompts = keys.map((key) => ({
    key,
    category: null,
    text: texts[key] ?? `${key} ${'unlike '.repeat(3)}${key}${key}`,
  }));
  const items = analyseItems({ prompts, matches, ratings, thresholds: ITEM_THRESHOLDS });
  return new Map(items.map((item) => [item.promptKey, item]));
}

/** Pearson's correlation over both ways round of every match, from its formula. */
function naiveDiscrimination(matches: readonly ItemMatch[]): number {
  const points = matches.flatMap(({ a, b, score }) => {
    const [x, y] = [ratings.get(a)! - ratings.get(b)!, score];
    return [
      [x, y],
      [-x, 1 - y],
    ] as const;
  });
  const average = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [mx, my] = [average(points.map(([x]) => x)), average(points.map(([, y]) => y))];
  const covariance = average(points.map(([x, y]) => (x - mx) * (y - my)));
  return (
    covariance / Math.sqrt(average(points.map(([x]) => (x - mx) ** 2)) * average(points.map(([, y]) => (y - my) ** 2)))
  );
}

describe('analyseItems', () => {
  it('gives the item–test correlation, ties included', () => {
    const matches = league('p', (pair) => [1, 1, 0.5, 0, 1, 1][pair]!);
    expect(analyse(matches).get('p')?.discrimination).toBeCloseTo(naiveDiscrimination(matches), 12);
  });

  it('flags a prompt on which nobody is better', () => {
    const items = analyse([...league('flat', () => 0.5), ...league('good', () => 1)]);
    expect(items.get('flat')).toMatchObject({ tieShare: 1, discrimination: null, flags: ['saturated'] });
    expect(items.get('good')).toMatchObject({ tieShare: 0, flags: [] });
  });

  it('flags a prompt on which the worse win, with how surprising that is', () => {
    const item = analyse(league('odd', () => 0)).get('odd');
    // Six pairs, three 100 points apart, two 200, one 300.
    const chances = [100, 100, 100, 200, 200, 300].map((gap) => 1 / (1 + 10 ** (gap / 400)));
    const expected = chances.reduce((sum, chance) => sum + chance, 0);
    const deviation = Math.sqrt(chances.reduce((sum, chance) => sum + chance * (1 - chance), 0));
    expect(item?.upsets).toBe(6);
    expect(item?.expectedUpsets).toBeCloseTo(expected, 12);
    expect(item?.surprise).toBeCloseTo((6 - expected) / deviation, 12);
    expect(item?.flags).toEqual(['against-ratings', 'weak']);
  });

  it('flags a prompt whose judge contradicts itself, and only where both orders were judged', () => {
    const items = analyse([
      ...league('noisy', () => 0.5, true),
      ...league('calm', () => 1, false),
      ...league('one', () => 1),
    ]);
    expect(items.get('noisy')).toMatchObject({ inconsistentShare: 1, bothOrders: 6 });
    // Contradictions are no ties: the prompt is not taken for saturated.
    expect(items.get('noisy')).toMatchObject({ tieShare: null, flags: ['noisy'] });
    expect(items.get('calm')).toMatchObject({ inconsistentShare: 0, flags: [] });
    expect(items.get('one')).toMatchObject({ inconsistentShare: null, flags: [] });
  });

  it('flags nothing by too few matches, but texts that are there twice', () => {
    const text = 'Write a polite letter to the neighbours about the noise.';
    const items = analyse(league('few', () => 0.5).slice(0, 5), {
      few: text,
      again: `${text} `,
      other: 'Name three rivers of Peru and where they end.',
    });
    expect(items.get('few')?.flags).toEqual(['duplicate']);
    expect(items.get('few')?.duplicates).toEqual([{ promptKey: 'again', similarity: 1 }]);
    expect(items.get('again')).toMatchObject({ matches: 0, tieShare: null, surprise: null, flags: ['duplicate'] });
    expect(items.get('other')?.flags).toEqual([]);
  });
});
