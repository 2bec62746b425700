import { z } from 'zod';

/** The turn that was judged, as other tools count them: from 1, and 0 or nothing for the whole conversation. */
export const turnNumber = z
  .number({ error: 'a whole number' })
  .int({ error: 'a whole number' })
  .min(0, { error: 'at least 0' })
  .max(1000, { error: 'at most 1000' })
  .nullish()
  .transform((turn) => turn ?? 0);
