import { closeSync, openSync, writeSync } from 'node:fs';

/** One request as logged. */
export interface LoggedRequest {
  readonly at: number;
  /** SHA-1 of the body. */
  readonly hash: string;
  /** How often this body has come, this time included. */
  readonly attempt: number;
  /** 0 when no response was sent. */
  readonly status: number;
  readonly fault: string | null;
  readonly verdict: string | null;
}

/** Appends one JSON line a request; each line is written before its response, so that a killed process loses none. */
export class RequestLog {
  #file: number | null;

  constructor(path: string | undefined) {
    this.#file = path === undefined ? null : openSync(path, 'a');
  }

  write(line: LoggedRequest): void {
    if (this.#file !== null) writeSync(this.#file, `${JSON.stringify(line)}\n`);
  }

  close(): void {
    if (this.#file !== null) closeSync(this.#file);
    // Answers still waiting for their latency find the log closed.
    this.#file = null;
  }
}
