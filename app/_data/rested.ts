/** How much longer a value rests than it took to read. */
const REST_FACTOR = 20;
const REST_AT_LEAST_MS = 2_000;
/** A value that is older than this after its rest is waited for; a younger one is shown while the next is read. */
const SHOWN_AT_MOST_MS = 60_000;
/** Values kept at most; the oldest goes first. */
const KEPT = 200;

interface Kept<Value> {
  value: Promise<Value>;
  freshUntil: number;
}

/**
 * Makes an expensive read cheap for pages that ask often: who asks at the same time shares one read, and a value rests
 * twenty times as long as it took, two seconds at least. After that it is shown while the next one is read. A read that
 * fails is not kept.
 */
export function rested<Subject, Value>(options: {
  keyOf: (subject: Subject) => string;
  read: (subject: Subject) => Promise<Value>;
}): (subject: Subject) => Promise<Value> {
  const kept = new Map<string, Kept<Value>>();
  const underWay = new Map<string, Promise<Value>>();

  async function readAnew(key: string, subject: Subject): Promise<Value> {
    const startedAt = Date.now();
    const value = await options.read(subject);
    kept.delete(key);
    const restMs = Math.max(REST_AT_LEAST_MS, REST_FACTOR * (Date.now() - startedAt));
    kept.set(key, { value: Promise.resolve(value), freshUntil: Date.now() + restMs });
    const [oldest] = kept.keys();
    if (kept.size > KEPT && oldest !== undefined) kept.delete(oldest);
    return value;
  }

  function shareRead(key: string, subject: Subject): Promise<Value> {
    const next = readAnew(key, subject);
    underWay.set(key, next);
    const end = () => void underWay.delete(key);
    next.then(end, end);
    return next;
  }

  return (subject) => {
    const key = options.keyOf(subject);
    const known = kept.get(key);
    if (known && Date.now() < known.freshUntil) return known.value;
    const next = underWay.get(key) ?? shareRead(key, subject);
    if (!known || Date.now() > known.freshUntil + SHOWN_AT_MOST_MS) return next;
    // Who waits for the next one hears of its failure.
    next.catch(() => {});
    return known.value;
  };
}
