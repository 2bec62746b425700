import { JoustError } from '#lib/errors.ts';

/** What is said of a cap on cost where nobody knows the price: it could not be kept. */
export function unknownPrice(judge: { model: string; endpoint: string }): JoustError {
  return new JoustError({
    code: 'unknown-price',
    expected: 'a known price, to keep a cap on cost',
    got: `no price for ${judge.model} at ${judge.endpoint}`,
    fix: `Set its price (joust prices set ${judge.model} --judge-url ${judge.endpoint} --input <usd> --output <usd>), give it to a new run (--input-price, --output-price), or cap the number of calls instead (--max-calls).`,
  });
}
