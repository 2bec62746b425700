/** How often one waiter looks for room that another process may have left. */
const TICK_MS = 50;

/** Somebody who waits: the place in the plan, and how to go on. */
interface Waiter {
  readonly ordinal: number;
  readonly wake: () => void;
}

/**
 * Calls of a run that wait for room, in plan order: in a bracket the rounds still to come depend on the earliest calls, so
 * one that waits too long keeps everybody waiting in the end. Woken when a request of this process ends, and by the clock
 * for those of others.
 */
export class SlotQueue {
  /** Sorted, the first in the plan last. */
  readonly #waiting: Waiter[] = [];
  #timer: NodeJS.Timeout | null = null;

  /** Whether somebody waits already, before whom nobody should go who comes later in the plan. */
  isBefore(ordinal: number): boolean {
    const first = this.#waiting.at(-1);
    return first !== undefined && first.ordinal < ordinal;
  }

  /** Resolves when it is this caller's turn to ask again, or after `atMostMs`. */
  wait({ ordinal, atMostMs }: { ordinal: number; atMostMs: number }): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        clearTimeout(timer);
        resolve();
      };
      const waiter = { ordinal, wake };
      const timer = setTimeout(() => {
        const place = this.#waiting.indexOf(waiter);
        if (place >= 0) this.#waiting.splice(place, 1);
        resolve();
      }, atMostMs);
      this.#waiting.splice(this.#placeOf(ordinal), 0, waiter);
      this.#timer ??= setInterval(() => this.#tick(), TICK_MS);
    });
  }

  /** Lets the `count` waiters that come first in the plan ask again. */
  wake(count: number): void {
    for (let woken = 0; woken < count; woken += 1) {
      const first = this.#waiting.pop();
      if (!first) return;
      first.wake();
    }
  }

  /** Behind those of equal ordinal that came before. */
  #placeOf(ordinal: number): number {
    let low = 0;
    let high = this.#waiting.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#waiting[middle] as Waiter).ordinal > ordinal) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #tick(): void {
    this.wake(1);
    if (this.#waiting.length > 0 || this.#timer === null) return;
    clearInterval(this.#timer);
    this.#timer = null;
  }
}
