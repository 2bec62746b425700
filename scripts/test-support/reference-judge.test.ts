import { expect, test } from 'vitest';
import { spawnReferenceJudge } from './reference-judge.ts';

const judge = await spawnReferenceJudge({ ALWAYS: 'A' });

test.skipIf(!judge)('the reference judge listens and counts (needs shared data)', async () => {
  expect(await judge!.stats()).toMatchObject({ requests: 0 });
  await judge!.close();
});
