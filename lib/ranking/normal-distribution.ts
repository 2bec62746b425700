/**
 * Probability that a standard normal deviate lies below `deviate`, to 1e-15: the series Φ(x) = ½ + φ(x)·(x + x³/3 + x⁵/15 + …)
 * of Marsaglia, "Evaluating the normal distribution" (2004). Beyond ±8 it is 0 or 1 to that precision.
 */
export function normalProbability(deviate: number): number {
  if (Math.abs(deviate) > 8) return deviate > 0 ? 1 : 0;
  let term = deviate;
  let sum = deviate;
  for (let odd = 3; Math.abs(term) > 1e-17; odd += 2) {
    term *= deviate ** 2 / odd;
    sum += term;
  }
  return 0.5 + (sum * Math.exp(-(deviate ** 2) / 2)) / Math.sqrt(2 * Math.PI);
}

/**
 * The standard normal deviate below which `probability` lies, to 1e-12, by halving. `normalDeviate(0.975)` is 1.96.
 *
 * @param probability in (0, 1).
 */
export function normalDeviate(probability: number): number {
  let low = -8;
  let high = 8;
  while (high - low > 1e-12) {
    const middle = (low + high) / 2;
    if (normalProbability(middle) < probability) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
