import { quantile } from '#lib/ranking/quantile.ts';
import type { TrialResult } from './simulate-trial.ts';

/** Trials of one setting together. Quartiles of Spearman's correlation, null when no trial has one. */
export interface TrialSummary {
  readonly matches: number;
  readonly trials: number;
  readonly lowerQuartile: number | null;
  readonly median: number | null;
  readonly upperQuartile: number | null;
}

/** Summarises the trials of one setting; those that separate nobody count among the trials and not among the quartiles. */
export function trialSummary(results: readonly TrialResult[]): TrialSummary {
  const sorted = results
    .flatMap(({ correlation }) => (correlation === null ? [] : [correlation]))
    .sort((left, right) => left - right);
  const at = (share: number) => (sorted.length === 0 ? null : quantile(sorted, share));
  return {
    matches: results[0]?.matches ?? 0,
    trials: results.length,
    lowerQuartile: at(0.25),
    median: at(0.5),
    upperQuartile: at(0.75),
  };
}
