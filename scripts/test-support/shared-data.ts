import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

/** The folder of reference data that stands beside a checkout, or null where there is none. */
export function findSharedData(): string | null {
  const folder = resolve(process.env.JOUST_SHARED_DATA ?? '../shared/data');
  return existsSync(folder) ? folder : null;
}
