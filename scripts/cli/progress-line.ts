import { Presets, SingleBar } from 'cli-progress';
import type { RunProgress } from '#lib/db/run-progress.ts';
import type { RunRow } from '#lib/db/run-row.ts';

/** Progress of a run on stderr: a bar on a terminal, else a line every few seconds. */
export class ProgressLine {
  readonly #bar: SingleBar | null;
  #saidAt = 0;
  #said = '';

  constructor(run: RunRow) {
    this.#bar = process.stderr.isTTY
      ? new SingleBar(
          {
            format: `run #${run.number} {bar} {value}/{total} calls  {rate}/s  eta {eta_formatted}  {note}`,
            stream: process.stderr,
            etaBuffer: 200,
          },
          Presets.shades_classic,
        )
      : null;
    this.#bar?.start(run.plan.calls, 0, { rate: '0', note: '' });
  }

  /** Shows where the run is. */
  show(run: RunRow, progress: RunProgress): void {
    const done = (progress.calls.DONE ?? 0) + (progress.calls.UNUSABLE ?? 0) + (progress.calls.FAILED ?? 0);
    const seconds = run.startedAt ? Math.max(1, (Date.now() - run.startedAt.getTime()) / 1000) : 1;
    const note = [
      run.state === 'RUNNING' ? '' : run.state.toLowerCase(),
      run.priceKnown ? `$${run.spend.toFixed(2)}` : '',
    ]
      .filter(Boolean)
      .join('  ');
    const rate = (done / seconds).toFixed(done / seconds < 10 ? 1 : 0);
    if (this.#bar) {
      this.#bar.setTotal(Math.max(done, run.plan.calls));
      this.#bar.update(done, { rate, note });
      return;
    }
    const text = `run #${run.number}: ${done} of ${run.plan.calls} calls, ${rate}/s, ${note}`;
    if (text === this.#said || Date.now() - this.#saidAt < 5_000) return;
    this.#said = text;
    this.#saidAt = Date.now();
    process.stderr.write(`${text}\n`);
  }

  end(): void {
    this.#bar?.stop();
  }
}
