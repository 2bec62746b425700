import { Presets, SingleBar } from 'cli-progress';
import type { RunProgress } from '#lib/db/run-progress.ts';
import type { RunRow } from '#lib/db/run-row.ts';
import { repliesOf } from '#lib/pipeline/run-forecast.ts';
import { type PaceSample, paceOf, withSample } from '#lib/pipeline/run-pace.ts';
import { progressText } from './progress-text.ts';

const LINE_EVERY_MS = 5_000;

/** Progress of a run on stderr: a bar on a terminal, else a line every few seconds. */
export class ProgressLine {
  readonly #bar: SingleBar | null;
  #samples: PaceSample[] = [];
  #saidAt = 0;
  #said = '';

  constructor(run: RunRow) {
    const options = { format: `run #${run.number} {bar} {text}`, stream: process.stderr };
    this.#bar = process.stderr.isTTY ? new SingleBar(options, Presets.shades_classic) : null;
    this.#bar?.start(run.plan.calls, 0, { text: '' });
  }

  /** Shows where the run is. */
  show(run: RunRow, progress: RunProgress): void {
    const done = repliesOf(progress);
    this.#samples = withSample(this.#samples, { runningMs: run.runningMs, done });
    const text = progressText(run, progress, paceOf(this.#samples));
    if (this.#bar) {
      this.#bar.setTotal(Math.max(done, run.plan.calls));
      this.#bar.update(done, { text });
    } else this.#sayNowAndThen(`run #${run.number}: ${text}`);
  }

  end(): void {
    this.#bar?.stop();
  }

  #sayNowAndThen(line: string): void {
    if (line === this.#said || Date.now() - this.#saidAt < LINE_EVERY_MS) return;
    this.#said = line;
    this.#saidAt = Date.now();
    process.stderr.write(`${line}\n`);
  }
}
