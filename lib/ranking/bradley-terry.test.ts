import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitBradleyTerry } from './bradley-terry.ts';
import { likelihoodDerivatives, logLikelihood } from './likelihood-derivatives.ts';

/** Zermelo's iteration (1929), one pair at a time: s_i ← points_i / Σ_j games_ij / (s_i + s_j). Slow, and written from the formula. */
function zermeloStrengths(points: number[][]): number[] {
  let strengths = points.map(() => 1);
  for (let round = 0; round < 20_000; round++) {
    strengths = strengths.map((own, i) => {
      let taken = 0;
      let expected = 0;
      strengths.forEach((other, j) => {
        if (i === j) return;
        taken += points[i]![j]!;
        expected += (points[i]![j]! + points[j]![i]!) / (own + other);
      });
      return taken / expected;
    });
    const mean = Math.exp(strengths.reduce((sum, value) => sum + Math.log(value), 0) / strengths.length);
    strengths = strengths.map((value) => value / mean);
  }
  return strengths.map(Math.log);
}

function fit(points: number[][]) {
  return fitBradleyTerry({ points: Float64Array.from(points.flat()), size: points.length });
}

/** Every off-diagonal cell above 0, so that the maximum exists. */
const connectedPoints = fc
  .integer({ min: 2, max: 7 })
  .chain((size) =>
    fc
      .array(fc.double({ min: 0.5, max: 20, noNaN: true }), { minLength: size * size, maxLength: size * size })
      .map((cells) =>
        Array.from({ length: size }, (_, i) => cells.slice(i * size, (i + 1) * size).map((x, j) => (i === j ? 0 : x))),
      ),
  );

describe('fitBradleyTerry', () => {
  it('gives the published abilities of the 1987 American League (Agresti 2002, table 10.11)', () => {
    const teams = ['Milwaukee', 'Detroit', 'Toronto', 'New York', 'Boston', 'Cleveland', 'Baltimore'];
    const wins = [
      [0, 7, 9, 7, 7, 9, 11],
      [6, 0, 7, 5, 11, 9, 9],
      [4, 6, 0, 7, 7, 8, 12],
      [6, 8, 6, 0, 6, 7, 10],
      [6, 2, 6, 7, 0, 7, 12],
      [4, 4, 5, 6, 6, 0, 6],
      [2, 4, 1, 3, 1, 7, 0],
    ];
    const { strengths } = fit(wins);
    const abilities = teams.map((_, team) => strengths[team]! - strengths[6]!);
    const published = [1.5814, 1.4364, 1.2945, 1.2476, 1.1077, 0.6839, 0];
    for (const [team, ability] of abilities.entries()) expect(ability).toBeCloseTo(published[team]!, 4);
  });

  it('gives the published abilities of statistics journals from their citations (Biometrika = 0)', () => {
    const { strengths } = fit([
      [0, 730, 498, 221],
      [33, 0, 68, 17],
      [320, 813, 0, 142],
      [284, 276, 325, 0],
    ]);
    const published = [0, -2.94907, -0.47957, 0.26895];
    for (const [journal, ability] of published.entries())
      expect(strengths[journal]! - strengths[0]!).toBeCloseTo(ability, 5);
  });

  it('gives the worked example of Wikipedia, "Bradley–Terry model": 0.640, 1.043, 0.660, 2.270', () => {
    const { strengths } = fit([
      [0, 2, 0, 1],
      [3, 0, 5, 0],
      [0, 3, 0, 1],
      [4, 0, 3, 0],
    ]);
    const published = [0.64, 1.043, 0.66, 2.27];
    for (const [contestant, strength] of published.entries())
      expect(Math.exp(strengths[contestant]!)).toBeCloseTo(strength, 3);
  });

  it('agrees with Zermelo’s iteration on random points', () => {
    fc.assert(
      fc.property(connectedPoints, (points) => {
        const naive = zermeloStrengths(points);
        const { strengths } = fit(points);
        for (const [index, value] of naive.entries()) expect(strengths[index]).toBeCloseTo(value, 7);
      }),
      { numRuns: 15 },
    );
  });

  it('reaches strengths that are very far apart', () => {
    const { strengths } = fit([
      [0, 1e9, 0],
      [1, 0, 1e9],
      [0, 1, 0],
    ]);
    expect(strengths[0]! - strengths[2]!).toBeCloseTo(2 * Math.log(1e9), 6);
  });

  it('throws instead of returning the last step when no maximum exists', () => {
    expect(() =>
      fit([
        [0, 3],
        [0, 0],
      ]),
    ).toThrow(/did not converge/);
  });

  it('rejects points that are not finite', () => {
    expect(() =>
      fit([
        [0, Number.NaN],
        [1, 0],
      ]),
    ).toThrow(/finite/);
    expect(() =>
      fit([
        [0, Number.POSITIVE_INFINITY],
        [1, 0],
      ]),
    ).toThrow(/finite/);
  });
});

describe('likelihoodDerivatives', () => {
  it('agree with differences of the log-likelihood and of its gradient', () => {
    fc.assert(
      fc.property(connectedPoints, fc.infiniteStream(fc.double({ min: -2, max: 2, noNaN: true })), (rows, stream) => {
        const size = rows.length;
        const points = Float64Array.from(rows.flat());
        const strengths = Float64Array.from({ length: size }, () => stream.next().value as number);
        const exact = derivativesAt({ points, size, strengths });
        const step = 1e-5;
        for (let index = 0; index < size; index++) {
          const up = shifted(strengths, index, step);
          const down = shifted(strengths, index, -step);
          const slope =
            (logLikelihood({ points, size, strengths: up }) - logLikelihood({ points, size, strengths: down })) /
            (2 * step);
          expect(Math.abs(exact.gradient[index]! - slope)).toBeLessThan(1e-4);
          const above = derivativesAt({ points, size, strengths: up }).gradient;
          const below = derivativesAt({ points, size, strengths: down }).gradient;
          for (let row = index; row < size; row++) {
            const curvature = -(above[row]! - below[row]!) / (2 * step);
            expect(Math.abs(exact.information[row * size + index]! - curvature)).toBeLessThan(1e-4);
          }
        }
      }),
      { numRuns: 30 },
    );
  });
});

function derivativesAt(at: { points: Float64Array; size: number; strengths: Float64Array }) {
  const into = { gradient: new Float64Array(at.size), information: new Float64Array(at.size ** 2) };
  likelihoodDerivatives(at, into);
  return into;
}

function shifted(values: Float64Array, index: number, by: number): Float64Array {
  const copy = values.slice();
  copy[index]! += by;
  return copy;
}
