import { afterAll } from 'vitest';

interface Closable {
  close(): Promise<void>;
}

/** Call it at the top of a test file: what goes through the returned function is closed after its tests, the last first. */
export function closedAtEnd(): <Thing extends Closable>(thing: Thing) => Thing {
  const opened: Closable[] = [];
  afterAll(async () => {
    for (const thing of opened.reverse()) await thing.close();
  });
  return (thing) => {
    opened.push(thing);
    return thing;
  };
}
