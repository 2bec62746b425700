import { quantile } from '#lib/ranking/quantile.ts';
import { type RandomInteger, seededRandom } from '#lib/ranking/seeded-random.ts';

/** What many numbers will sum up to. */
export interface SumPrediction {
  expected: number;
  low: number;
  high: number;
}

const LEVEL = 0.95;
const ROUNDS = 4_000;

/**
 * Predicts the sum of `count` more numbers like those of a random sample, with a 95 % prediction interval: the wider, at
 * each end, of two.
 * - Student's t: m·ȳ ± t·s·√(m + m²/n). Right for means of whatever has no long tail.
 * - Generalised pivotal quantities of a log-normal (Krishnamoorthy and Mathew, "Inferences on the means of lognormal
 *   distributions", 2003): reply lengths have a long tail, which a small sample seldom shows.
 *
 * @param sample at least two numbers, none negative
 * @throws RangeError with fewer
 */
export function predictSum(sample: readonly number[], count: number): SumPrediction {
  if (sample.length < 2) throw new RangeError(`A prediction needs two numbers, got ${sample.length}.`);
  const mean = sample.reduce((sum, value) => sum + value, 0) / sample.length;
  const expected = mean * count;
  if (count === 0) return { expected: 0, low: 0, high: 0 };
  const random = normalDeviates(seededRandom('predict-sum'));
  const plain = studentInterval(sample, { mean, count, random });
  const tailed = logNormalInterval(sample, { count, random });
  return {
    expected,
    low: Math.max(0, Math.min(plain.low, tailed.low, expected)),
    high: Math.max(plain.high, tailed.high, expected),
  };
}

type Deviate = () => number;

function studentInterval(
  sample: readonly number[],
  { mean, count, random }: { mean: number; count: number; random: Deviate },
): { low: number; high: number } {
  const freedom = sample.length - 1;
  const variance = sample.reduce((sum, value) => sum + (value - mean) ** 2, 0) / freedom;
  const scale = Math.sqrt(variance * (count + count ** 2 / sample.length));
  const deviates = Float64Array.from(
    { length: ROUNDS },
    () => random() / Math.sqrt(chiSquare(random, freedom) / freedom),
  );
  return between(deviates.map((deviate) => mean * count + deviate * scale));
}

function logNormalInterval(
  sample: readonly number[],
  { count, random }: { count: number; random: Deviate },
): { low: number; high: number } {
  // A reply has a token or more; what was not counted is no reply.
  const logs = sample.map((value) => Math.log(Math.max(1, value)));
  const freedom = logs.length - 1;
  const mean = logs.reduce((sum, log) => sum + log, 0) / logs.length;
  const variance = logs.reduce((sum, log) => sum + (log - mean) ** 2, 0) / freedom;
  const sums = Float64Array.from({ length: ROUNDS }, () => {
    const drawn = (variance * freedom) / chiSquare(random, freedom);
    const location = mean - random() * Math.sqrt(drawn / logs.length);
    const one = Math.exp(Math.min(50, location + drawn / 2));
    const ownSpread = Math.sqrt(count * Math.expm1(Math.min(20, drawn))) * one;
    return count * one + random() * ownSpread;
  });
  return between(sums);
}

function between(values: Float64Array): { low: number; high: number } {
  const sorted = values.sort();
  return { low: quantile(sorted, (1 - LEVEL) / 2), high: quantile(sorted, (1 + LEVEL) / 2) };
}

/** From here on the cube-root approximation of Wilson and Hilferty (1931) is good to a thousandth. */
const MANY_DEGREES = 30;

function chiSquare(random: Deviate, freedom: number): number {
  if (freedom > MANY_DEGREES) {
    const part = 2 / (9 * freedom);
    return freedom * (1 - part + random() * Math.sqrt(part)) ** 3;
  }
  let sum = 0;
  for (let index = 0; index < freedom; index++) sum += random() ** 2;
  return sum;
}

/** Standard normal deviates by the method of Box and Muller. */
function normalDeviates(integer: RandomInteger): Deviate {
  const RANGE = 2 ** 32;
  const uniform = () => (integer(RANGE) + 0.5) / RANGE;
  let spare: number | null = null;
  return () => {
    if (spare !== null) {
      const kept = spare;
      spare = null;
      return kept;
    }
    const radius = Math.sqrt(-2 * Math.log(uniform()));
    const angle = 2 * Math.PI * uniform();
    spare = radius * Math.sin(angle);
    return radius * Math.cos(angle);
  };
}
