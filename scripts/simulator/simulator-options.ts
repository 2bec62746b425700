/** What a simulator does; everything but the port has the plain default "behave well". */
export interface SimulatorOptions {
  /** 0, the default, takes any free port. */
  readonly port?: number;
  /** JSONL file of `{contestant, prompt_id, quality}`, quality 0 to 10. */
  readonly qualities?: string;
  /** Folder of JSONL files of `{prompt_id, contestant, turns}`. */
  readonly responses?: string;
  /** JSONL file of recorded verdicts: `{prompt, a, b, ab, ba}` or `{prompt, a, score}`. Anything else is answered with 400. */
  readonly replay?: string;
  /** One JSON line a request is appended to this file. */
  readonly log?: string;
  readonly latencyMs?: number;
  /** How far above one half the first-shown answer's chance lies when both are equally good and no tie is called. */
  readonly firstBias?: number;
  /** Such as `429:.05,timeout:.01`; see `parse-faults.ts`. */
  readonly faults?: string;
  readonly seed?: string;
  /** Requests a sliding minute; 0, the default, is no limit. */
  readonly requestsPerMinute?: number;
  /** The same verdict whatever comes, or one drawn from the request's hash, without looking at the answers. */
  readonly always?: FixedVerdict;
  /** Answers at once and remembers nothing: no latency, faults, limits, log, logprobs or duplicate counts. Implies `always: 'hash'`. */
  readonly zeroCost?: boolean;
}

/** What `always` may be. */
export const FIXED_VERDICTS = ['A', 'B', 'tie', 'hash'] as const;
export type FixedVerdict = (typeof FIXED_VERDICTS)[number];
