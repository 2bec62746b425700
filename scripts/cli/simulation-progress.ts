const EVERY_MS = 500;

/** Says on a terminal how many trials are done, twice a second at most; elsewhere nothing. */
export function progressLine(): { show: (done: number, total: number) => void; end: () => void } {
  let shown = 0;
  return {
    show(done, total) {
      if (!process.stderr.isTTY || Date.now() - shown < EVERY_MS) return;
      shown = Date.now();
      process.stderr.write(`\r${done} of ${total} trials`);
    },
    end() {
      if (shown > 0) process.stderr.write('\r\u001b[K');
    },
  };
}
