import { say } from './output.ts';

/** Says on stderr, at most once a second, how many rows were read. */
export function rowsProgress(): (rows: number) => void {
  let saidAt = Date.now();
  return (rows) => {
    if (Date.now() - saidAt < 1_000) return;
    saidAt = Date.now();
    say(`${rows.toLocaleString('en')} rows read`);
  };
}
