import { type MatchResult, resolveMatch } from './resolve-match.ts';
import { type ContestantVerdict, isUsable, type JudgementVerdict } from './verdict.ts';
import { vote } from './vote.ts';

/**
 * How the judgements of several judges become one result; the id is stored with the run.
 * - `separate`: ratings read every judgement as a game of its own; the match itself goes by the weighted vote.
 * - `majority`: of each order the verdict that most judges give, one game.
 * - `weighted`: the same with the judges' weights.
 */
export const COMBINATIONS = ['separate', 'majority', 'weighted'] as const;
export type Combination = (typeof COMBINATIONS)[number];

/** One judgement of a match. */
export interface JuryJudgement {
  readonly judgeVersionId: string;
  /** 1: contestant a was shown first. */
  readonly order: number;
  readonly verdict: JudgementVerdict;
}

/** Who was to judge a match, and how often. */
export interface Panel {
  readonly jurors: readonly { readonly judgeVersionId: string; readonly weight: number }[];
  /** The orders that are judged, 1 or 2 of them. */
  readonly orders: readonly number[];
  /** Judgements asked of each judge for each order. */
  readonly samples: number;
  readonly combination: Combination;
}

/** A judgement as ratings read it. The weights of a match add up to at most 1. */
export interface Game {
  readonly order: number;
  readonly verdict: ContestantVerdict;
  readonly weight: number;
}

/**
 * The result of a match. Of each judge and order the samples vote, each with one voice; then the judges vote for each order,
 * with their weights, or with one voice each under `majority`; then the orders are compared as `resolveMatch` does: what
 * they agree on, else `inconsistent`. An order without a quorum makes the match `unusable`. One judge with one sample is
 * its own majority.
 */
export function juryResult(panel: Panel, judgements: readonly JuryJudgement[]): MatchResult {
  return resolveMatch(panel.orders.map((order) => orderVerdict(panel, judgements, order) ?? 'error'));
}

/**
 * The games of a match. Under `separate` each usable judgement, of weight w/Σw of its judge, split among orders and
 * samples; else one game for each order that has a verdict. What is missing takes its weight with it.
 */
export function juryGames(panel: Panel, judgements: readonly JuryJudgement[]): Game[] {
  if (panel.combination === 'separate') return separateGames(panel, judgements);
  return panel.orders.flatMap((order) => {
    const verdict = orderVerdict(panel, judgements, order);
    return verdict === null ? [] : [{ order, verdict, weight: 1 / panel.orders.length }];
  });
}

function separateGames(panel: Panel, judgements: readonly JuryJudgement[]): Game[] {
  const weights = judgementWeights(panel);
  return judgements.flatMap(({ judgeVersionId, order, verdict }) => {
    const weight = weights.get(judgeVersionId);
    return weight !== undefined && isUsable(verdict) ? [{ order, verdict, weight }] : [];
  });
}

/** What one judgement of each judge weighs where it is a game of its own. */
export function judgementWeights({ jurors, orders, samples }: Panel): Map<string, number> {
  const total = jurors.reduce((sum, juror) => sum + juror.weight, 0);
  return new Map(jurors.map((juror) => [juror.judgeVersionId, juror.weight / total / orders.length / samples]));
}

function orderVerdict(panel: Panel, judgements: readonly JuryJudgement[], order: number): ContestantVerdict | null {
  const ballots = panel.jurors.map((juror) => {
    const own = judgements.filter((one) => one.judgeVersionId === juror.judgeVersionId && one.order === order);
    const voices = own.map(({ verdict }) => ({ verdict, weight: 1 }));
    return { verdict: vote(voices, panel.samples) ?? ('error' as const), weight: weightOf(panel, juror) };
  });
  return vote(
    ballots,
    panel.jurors.reduce((sum, juror) => sum + weightOf(panel, juror), 0),
  );
}

function weightOf({ combination }: Panel, juror: Panel['jurors'][number]): number {
  return combination === 'majority' ? 1 : juror.weight;
}
