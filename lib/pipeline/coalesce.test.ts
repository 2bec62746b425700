import { expect, it } from 'vitest';
import { coalesce } from './coalesce.ts';

it('gathers what comes while a batch is under way, in order and up to the limit', async () => {
  const batches: number[][] = [];
  const double = coalesce(
    async (inputs: number[]) => {
      batches.push(inputs);
      await new Promise((resolve) => setTimeout(resolve, 5));
      return inputs.map((input) => input * 2);
    },
    { limit: 3, lingerMs: 0 },
  );
  const outputs = await Promise.all([1, 2, 3, 4, 5].map(double));
  expect(outputs).toEqual([2, 4, 6, 8, 10]);
  expect(batches).toEqual([
    [1, 2, 3],
    [4, 5],
  ]);
});

it('runs a second full batch beside the first where that is allowed', async () => {
  let running = 0;
  let most = 0;
  const ask = coalesce(
    async (inputs: number[]) => {
      running += 1;
      most = Math.max(most, running);
      await new Promise((resolve) => setTimeout(resolve, 5));
      running -= 1;
      return inputs;
    },
    { limit: 2, lingerMs: 0, parallel: 2 },
  );
  expect(await Promise.all([1, 2, 3, 4, 5, 6, 7].map(ask))).toEqual([1, 2, 3, 4, 5, 6, 7]);
  expect(most).toBe(2);
});

it('rejects everybody in a batch that failed, and goes on with the next', async () => {
  const ask = coalesce(
    async (inputs: string[]) => {
      if (inputs.includes('bad')) throw new Error('no');
      return inputs;
    },
    { limit: 2, lingerMs: 0 },
  );
  const results = await Promise.allSettled(['good', 'bad', 'fine'].map(ask));
  expect(results.map((result) => result.status)).toEqual(['rejected', 'rejected', 'fulfilled']);
  expect(await ask('later')).toBe('later');
});
