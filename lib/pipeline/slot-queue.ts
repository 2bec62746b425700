/** How often one waiter looks for room that another process may have left. */
const TICK_MS = 50;

/** Calls that wait for room, first come first served. Woken when a request of this process ends, and by the clock for those of others. */
export class SlotQueue {
  readonly #waiting: (() => void)[] = [];
  #timer: NodeJS.Timeout | null = null;

  /** Resolves when it is this caller's turn to ask again, or after `atMostMs`. */
  wait(atMostMs: number): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        clearTimeout(timer);
        resolve();
      };
      const timer = setTimeout(() => {
        const place = this.#waiting.indexOf(wake);
        if (place >= 0) this.#waiting.splice(place, 1);
        resolve();
      }, atMostMs);
      this.#waiting.push(wake);
      this.#timer ??= setInterval(() => this.#tick(), TICK_MS);
    });
  }

  /** Lets the first `count` waiters ask again. */
  wake(count: number): void {
    for (const wake of this.#waiting.splice(0, count)) wake();
  }

  #tick(): void {
    this.wake(1);
    if (this.#waiting.length > 0 || this.#timer === null) return;
    clearInterval(this.#timer);
    this.#timer = null;
  }
}
