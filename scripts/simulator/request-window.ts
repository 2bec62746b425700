const WINDOW_MS = 60_000;

/** A strict limit on requests in any sixty seconds. */
export class RequestWindow {
  readonly #limit: number;
  #admitted: number[] = [];
  #oldest = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Admits a request, or says how many seconds to wait. */
  admit(nowMs: number): { waitSeconds: number; remaining: number } {
    while (this.#oldest < this.#admitted.length && this.#admitted[this.#oldest]! <= nowMs - WINDOW_MS)
      this.#oldest += 1;
    if (this.#oldest > 10_000) {
      this.#admitted = this.#admitted.slice(this.#oldest);
      this.#oldest = 0;
    }
    const used = this.#admitted.length - this.#oldest;
    if (used >= this.#limit) {
      const freeAt = this.#admitted[this.#oldest]! + WINDOW_MS;
      return { waitSeconds: Math.max(1, Math.ceil((freeAt - nowMs) / 1000)), remaining: 0 };
    }
    this.#admitted.push(nowMs);
    return { waitSeconds: 0, remaining: this.#limit - used - 1 };
  }
}
