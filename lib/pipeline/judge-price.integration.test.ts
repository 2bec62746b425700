import { afterAll, describe, expect, test } from 'vitest';
import { openDatabase } from '#lib/db/database.ts';
import { listPrices, removePrice, setPrice } from '#lib/db/prices.ts';
import { newTeam } from '../../scripts/test-support/play-run.ts';
import { smallBenchmark } from '../../scripts/test-support/small-benchmark.ts';
import { testDatabase } from '../../scripts/test-support/test-database.ts';
import { createRun } from './create-run.ts';
import { planRun } from './plan-run.ts';
import { runSettings } from './run-settings.ts';

const { url } = await testDatabase();
const database = openDatabase({ url });
afterAll(() => database.close());

const OPENAI = { endpoint: 'https://api.openai.com/v1', model: 'gpt-4o-mini' };
const UNKNOWN = { endpoint: 'http://127.0.0.1:9/v1', model: 'house-model' };

describe('the price of a judge', () => {
  test("is the run's own, else the team's, else the published one, else unknown: then tokens only", async () => {
    const scope = await newTeam(database, 'prices');
    await smallBenchmark(database, scope, { name: 'prices', prompts: 3, contestants: 3 });
    const plan = async (judge: object) => {
      const settings = runSettings.parse({ benchmark: 'prices', judges: [judge] });
      return (await planRun(database, scope, settings)).plan;
    };
    const published = await plan(OPENAI);
    expect(published.priceSources).toEqual(['published']);
    await setPrice(database, scope, { ...OPENAI, inputPrice: 1.5, outputPrice: 6 });
    const own = await plan(OPENAI);
    expect(own.priceSources).toEqual(['own']);
    expect(own.cost?.high).toBeCloseTo((published.cost?.high ?? 0) * 10, 9);
    expect((await plan({ ...OPENAI, inputPrice: 15, outputPrice: 60 })).priceSources).toEqual(['run']);
    expect(await removePrice(database, scope, OPENAI)).toBe(true);
    expect(await removePrice(database, scope, OPENAI)).toBe(false);
    expect((await plan(OPENAI)).cost).toEqual(published.cost);
    const unknown = await plan(UNKNOWN);
    expect(unknown).toMatchObject({ priceSources: ['unknown'], cost: null });
    expect(unknown.tokens.input).toBeGreaterThan(0);
  });

  test('of one team is not that of another, and a cap on cost takes the one that was set', async () => {
    const [scope, other] = [await newTeam(database, 'one'), await newTeam(database, 'other')];
    for (const one of [scope, other]) await smallBenchmark(database, one, { name: 'caps', prompts: 2, contestants: 2 });
    const settings = runSettings.parse({ benchmark: 'caps', judges: [UNKNOWN], maxCost: 1 });
    await setPrice(database, scope, { ...UNKNOWN, inputPrice: 1, outputPrice: 2 });
    expect(await listPrices(database, other)).toEqual([]);
    expect(await removePrice(database, other, UNKNOWN)).toBe(false);
    await expect(createRun(database, other, settings)).rejects.toMatchObject({ report: { code: 'unknown-price' } });
    const run = await createRun(database, scope, settings);
    expect(run).toMatchObject({ priceKnown: true, maxCost: 1 });
    expect(run.judges[0]).toMatchObject({ inputPrice: 1, outputPrice: 2 });
  });
});
