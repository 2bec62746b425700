/** What a simulator has seen so far. */
export interface SimulatorStats {
  readonly requests: number;
  readonly answered: number;
  /** Requests turned away by the limit on requests a minute. */
  readonly limited: number;
  readonly peakInFlight: number;
  readonly byFault: Readonly<Record<string, number>>;
  readonly byVerdict: Readonly<Record<string, number>>;
  /** Different bodies answered at least once. */
  readonly distinct: number;
  /** Answers given to a body that had been answered before: judge calls paid for twice. */
  readonly duplicates: number;
}

/** Counts requests, and remembers how often each body was asked and answered. */
export class RequestCounts {
  #requests = 0;
  #answered = 0;
  #limited = 0;
  #inFlight = 0;
  #peakInFlight = 0;
  #duplicates = 0;
  readonly #byFault: Record<string, number> = {};
  readonly #byVerdict: Record<string, number> = {};
  readonly #asked = new Map<string, number>();
  readonly #answeredBodies = new Set<string>();

  arrived(): void {
    this.#requests += 1;
    this.#inFlight += 1;
    this.#peakInFlight = Math.max(this.#peakInFlight, this.#inFlight);
  }

  left(): void {
    this.#inFlight -= 1;
  }

  limited(): void {
    this.#limited += 1;
  }

  /** The number of this try of the body. */
  attempt(hash: string): number {
    const number = (this.#asked.get(hash) ?? 0) + 1;
    this.#asked.set(hash, number);
    return number;
  }

  faulted(kind: string): void {
    this.#byFault[kind] = (this.#byFault[kind] ?? 0) + 1;
  }

  /** A reply went out; without a hash it is counted but not remembered. */
  answered(verdict: string, hash?: string): void {
    this.#answered += 1;
    this.#byVerdict[verdict] = (this.#byVerdict[verdict] ?? 0) + 1;
    if (hash === undefined) return;
    if (this.#answeredBodies.has(hash)) this.#duplicates += 1;
    else this.#answeredBodies.add(hash);
  }

  stats(): SimulatorStats {
    return {
      requests: this.#requests,
      answered: this.#answered,
      limited: this.#limited,
      peakInFlight: this.#peakInFlight,
      byFault: { ...this.#byFault },
      byVerdict: { ...this.#byVerdict },
      distinct: this.#answeredBodies.size,
      duplicates: this.#duplicates,
    };
  }
}
