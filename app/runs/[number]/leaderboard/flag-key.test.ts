import { expect, test } from 'vitest';
import { DOMINANCE } from '#lib/ranking/dominance.ts';
import { flagKey } from './flag-key.ts';

test('every flag of a ranking has a message', () => {
  for (const text of Object.values(DOMINANCE)) expect(flagKey(text)).not.toBeNull();
});
