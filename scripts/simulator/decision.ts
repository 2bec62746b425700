/** What a judge says about two answers, by shown position; `error` is a recorded reply that names none. */
export type ShownVerdict = 'A' | 'B' | 'tie' | 'error';

/** Chances of the three verdicts; they add up to one. */
export interface VerdictProbabilities {
  readonly A: number;
  readonly B: number;
  readonly tie: number;
}

/** What the simulator has decided about one request, before it is put into the form the request asked for. */
export interface Decision {
  /** `pair`: two answers were found; `single`: one; `none`: the request shows no answers we can tell apart. */
  readonly about: 'pair' | 'single' | 'none';
  readonly verdict: ShownVerdict;
  readonly probabilities: VerdictProbabilities | null;
  /** Quality, 0 to 10, of the first and second answer shown; null when not shown. */
  readonly firstQuality: number | null;
  readonly secondQuality: number | null;
  /** A recorded score, to be given as it stands on whatever scale it was recorded. */
  readonly recordedScore?: number;
  /** One honest sentence that begins with "Simulated" or "Replayed". */
  readonly reason: string;
}
