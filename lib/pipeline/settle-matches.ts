import type { Queryable } from '#lib/db/database.ts';
import { insertJudgements, type NewJudgement } from '#lib/db/judgements.ts';
import {
  fillSlots,
  type JudgedMatch,
  type MatchState,
  type OpenMatch,
  readJudgedMatches,
  readOpenMatches,
  restateMatchRows,
  type SettledMatch,
  type Side,
  setFirstShown,
  settleMatchRows,
} from '#lib/db/matches.ts';
import { insertCalls, type NewCall } from '#lib/db/new-calls.ts';
import { newId } from '#lib/db/new-id.ts';
import { type Combination, juryResult, type Panel } from '#lib/judging/combine-jury.ts';
import { type Juror, jurorsOfMatch } from '#lib/judging/jurors-of-match.ts';
import { advancement, type MatchResult } from '#lib/judging/resolve-match.ts';
import { isUsable } from '#lib/judging/verdict.ts';
import { advanceBySeed } from '#lib/tournament/advance.ts';
import { firstShown } from '#lib/tournament/sides.ts';

/** What settling needs to know of a run; fixed when it was planned. */
export interface RunFrame {
  id: string;
  teamId: string;
  seed: string;
  bothOrders: boolean;
  combination: Combination;
  excludeFamily: boolean;
  samples: number;
  /** Judge versions of all generations. */
  jury: readonly Juror[];
}

/**
 * Opens matches whose entrants are known: calls become ready; identical answers are a tie without a call. What that
 * settles moves on through the bracket. The caller holds the run's row lock.
 */
export async function openMatches(transaction: Queryable, run: RunFrame, ids: readonly string[]): Promise<void> {
  const opened = await readOpenMatches(transaction, ids);
  await setFirstShown(
    transaction,
    opened.filter((match) => match.first === null).map((match) => ({ id: match.id, first: shownFirst(run, match) })),
  );
  const identical = opened.filter((match) => match.a.textHash === match.b.textHash);
  const judged = opened.filter((match) => match.a.textHash !== match.b.textHash);
  await insertCalls(
    transaction,
    run,
    judged.flatMap((match) => callsOf(run, match, 0)),
  );
  await insertJudgements(
    transaction,
    run,
    identical.flatMap((match) => identicalTies(run, match)),
  );
  const ties = identical.map((match) => settledAs(run, match, 'tie', 'tie'));
  await advance(transaction, run, ties);
}

/** Settles matches whose calls have all ended, advances their winners and opens what that completes. */
export async function settleMatches(transaction: Queryable, run: RunFrame, ids: readonly string[]): Promise<void> {
  const judged = await readJudgedMatches(transaction, ids, 0);
  const settled = judged.map((one) => {
    const { result, state } = resultOf(run, one, 0);
    return settledAs(run, one.match, result, state);
  });
  await advance(transaction, run, settled);
}

/** Gives matches the result of a re-judging where it has a usable one. Who went on in the bracket stays as it was. */
export async function restateMatches(
  transaction: Queryable,
  run: RunFrame,
  { ids, generation }: { ids: readonly string[]; generation: number },
): Promise<void> {
  const judged = await readJudgedMatches(transaction, ids, generation);
  const restated = judged.flatMap((one) => {
    const { result, state } = resultOf(run, one, generation);
    return result === 'unusable' ? [] : [{ id: one.match.id, state }];
  });
  await restateMatchRows(transaction, restated, generation);
}

/** Advances by seed through matches that will get no verdict: the user closed the run with gaps. */
export async function closeMatches(transaction: Queryable, run: RunFrame, ids: readonly string[]): Promise<void> {
  const matches = await readOpenMatches(transaction, ids);
  const settled = matches.map((match): SettledMatch & { match: OpenMatch } => ({
    match,
    id: match.id,
    state: 'error',
    advancedSide: seedSide(run, match),
    advancedBy: 'closed_with_gaps',
  }));
  await advance(transaction, run, settled);
}

async function advance(
  transaction: Queryable,
  run: RunFrame,
  settled: readonly (SettledMatch & { match: OpenMatch })[],
): Promise<void> {
  if (settled.length === 0) return;
  await settleMatchRows(
    transaction,
    settled.map(({ match: _, ...row }) => row),
  );
  const winners = settled.flatMap(({ match, advancedSide }) => {
    if (match.feedsMatchId === null || match.feedsSide === null || advancedSide === null) return [];
    const { contestantId, responseId } = match[advancedSide];
    return [{ matchId: match.feedsMatchId, side: match.feedsSide, contestantId, responseId }];
  });
  if (winners.length > 0) await openMatches(transaction, run, await fillSlots(transaction, winners));
}

/** The result of a match; one that is unusable is in the state of its first unusable verdict. */
function resultOf(
  run: RunFrame,
  { match, judgements }: JudgedMatch,
  generation: number,
): { result: MatchResult; state: MatchState } {
  const result = juryResult(panelOf(run, match, generation), judgements);
  if (result !== 'unusable') return { result, state: result };
  const unusable = judgements.find(({ verdict }) => !isUsable(verdict));
  return { result, state: (unusable?.verdict as MatchState | undefined) ?? 'error' };
}

function settledAs(
  run: RunFrame,
  match: OpenMatch,
  result: MatchResult,
  state: MatchState,
): SettledMatch & { match: OpenMatch } {
  const advanced = advancement({ result, seedSide: seedSide(run, match) });
  return { match, id: match.id, state, advancedSide: advanced.side, advancedBy: advanced.by };
}

/** One judgement that is asked for. */
interface Seating {
  juror: Panel['jurors'][number];
  order: number;
  sample: number;
}

function seatingsOf(run: RunFrame, match: OpenMatch, generation: number): Seating[] {
  const { jurors, orders, samples } = panelOf(run, match, generation);
  return jurors.flatMap((juror) =>
    orders.flatMap((order) => Array.from({ length: samples }, (_, sample) => ({ juror, order, sample }))),
  );
}

/** The calls that judge a match in a generation. */
export function callsOf(run: RunFrame, match: OpenMatch, generation: number): NewCall[] {
  return seatingsOf(run, match, generation).map(({ juror, order, sample }) => ({
    id: newId(),
    kind: 'pairwise',
    subjectKey: match.id,
    judgeVersionId: juror.judgeVersionId,
    order,
    turn: match.turn,
    sample,
    generation,
    ordinal: match.ordinal * 2 + order - 1,
  }));
}

function identicalTies(run: RunFrame, match: OpenMatch): NewJudgement[] {
  return seatingsOf(run, match, 0).map(({ juror, order, sample }) => ({
    id: newId(),
    matchId: match.id,
    callId: null,
    judgeVersionId: juror.judgeVersionId,
    order,
    turn: match.turn,
    sample,
    generation: 0,
    verdict: 'tie',
    first: order === 1 ? 'a' : 'b',
    reason: 'The answers are identical.',
    source: 'identical',
  }));
}

function panelOf(run: RunFrame, match: OpenMatch, generation: number): Panel {
  const { excludeFamily, samples, combination } = run;
  const seen = { category: match.category, families: [match.a.family, match.b.family] };
  const jurors = jurorsOfMatch(run.jury, seen, { generation, excludeFamily });
  return { jurors, orders: ordersOf(run, match), samples, combination };
}

function ordersOf(run: RunFrame, match: OpenMatch): number[] {
  if (run.bothOrders) return [1, 2];
  return [(match.first ?? shownFirst(run, match)) === 'a' ? 1 : 2];
}

function shownFirst(run: RunFrame, match: OpenMatch): Side {
  return firstShown({
    seed: run.seed,
    promptKey: match.promptKey,
    contestantA: match.a.name,
    contestantB: match.b.name,
  });
}

function seedSide(run: RunFrame, match: OpenMatch): Side {
  return advanceBySeed({
    seed: run.seed,
    promptKey: match.promptKey,
    contestantA: match.a.name,
    contestantB: match.b.name,
  });
}
