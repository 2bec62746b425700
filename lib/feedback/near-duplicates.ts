/** Two texts that say nearly the same. */
export interface NearDuplicate {
  /** Places of the texts in the list, ascending. */
  first: number;
  second: number;
  /** Jaccard similarity of their shingles, 0 to 1; 1 also when the texts are equal once normalised. */
  similarity: number;
}

/** Characters of a shingle: short enough for Hangul, long enough that unrelated sentences share few. */
const SHINGLE = 5;

/** Characters of a text that are compared; what follows cannot make two prompts duplicates of each other. */
const LENGTH_LIMIT = 20_000;

/**
 * A text as it is compared: Unicode NFKC, lower case, letters and digits only, so that spaces, punctuation and width do not
 * count.
 */
export function normalisedText(text: string): string {
  return text
    .slice(0, LENGTH_LIMIT)
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '');
}

/**
 * All pairs of texts whose sets of character shingles have a Jaccard similarity of at least `threshold`: Broder, "On the
 * resemblance and containment of documents" (1997). Exact, not sampled: a pair can only be that similar if it shares one of the
 * first n − ⌈threshold·n⌉ + 1 of its shingles, rarest first, and neither is much longer than the other; only such pairs are
 * compared (prefix filtering: Bayardo, Ma and Srikant, "Scaling up all pairs similarity search", 2007).
 *
 * @param threshold in (0, 1]
 */
export function nearDuplicates(texts: readonly string[], threshold: number): NearDuplicate[] {
  if (!(threshold > 0 && threshold <= 1)) throw new RangeError(`The threshold lies in (0, 1]; got ${threshold}.`);
  const sets = texts.map((text) => shinglesOf(normalisedText(text)));
  const entries = rarestFirst(sets).map((shingles, place) => ({ rarestFirst: shingles, set: sets[place]! }));
  const byShingle = new Map<number, number[]>();
  const found: NearDuplicate[] = [];
  entries.forEach(({ rarestFirst: shingles }, second) => {
    const candidates = new Set<number>();
    for (const shingle of shingles.slice(0, prefixLength(shingles.length, threshold))) {
      const holders = byShingle.get(shingle);
      if (!holders) byShingle.set(shingle, [second]);
      else {
        for (const holder of holders) candidates.add(holder);
        holders.push(second);
      }
    }
    for (const first of candidates) {
      const similarity = jaccard(entries[first]!, entries[second]!, threshold);
      if (similarity >= threshold) found.push({ first, second, similarity });
    }
  });
  return found.sort((left, right) => left.first - right.first || left.second - right.second);
}

function prefixLength(size: number, threshold: number): number {
  // The guard keeps 0.8 · 5 from being rounded up to 5.
  return size - Math.ceil(threshold * size - 1e-9) + 1;
}

function shinglesOf(text: string): Set<number> {
  const shingles = new Set<number>();
  if (text === '') return shingles;
  for (let start = 0; start <= Math.max(0, text.length - SHINGLE); start++) {
    shingles.add(hashOf(text, { start, end: Math.min(text.length, start + SHINGLE) }));
  }
  return shingles;
}

/** FNV-1a. Two of 20,000 shingles collide with a probability of one in twenty, and then move a similarity by one part in 20,000. */
function hashOf(text: string, { start, end }: { start: number; end: number }): number {
  let hash = 0x811c9dc5;
  for (let index = start; index < end; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return hash >>> 0;
}

function rarestFirst(sets: readonly Set<number>[]): number[][] {
  const counts = new Map<number, number>();
  for (const set of sets) for (const shingle of set) counts.set(shingle, (counts.get(shingle) ?? 0) + 1);
  return sets.map((set) => [...set].sort((left, right) => counts.get(left)! - counts.get(right)! || left - right));
}

/**
 * Similarity of two sets, or 0 once it can only be below the threshold: the rarest shingles, which unlike texts do not share,
 * come first.
 */
function jaccard(
  first: { rarestFirst: readonly number[]; set: ReadonlySet<number> },
  second: { rarestFirst: readonly number[]; set: ReadonlySet<number> },
  threshold: number,
): number {
  const [small, large] = first.set.size < second.set.size ? [first, second] : [second, first];
  const total = small.set.size + large.set.size;
  // shared / (total − shared) ≥ threshold
  const needed = (threshold / (1 + threshold)) * total - 1e-9;
  let missesLeft = small.set.size - needed;
  let shared = 0;
  for (const shingle of small.rarestFirst) {
    if (large.set.has(shingle)) shared++;
    else missesLeft--;
    if (missesLeft < 0) return 0;
  }
  return shared / (total - shared);
}
