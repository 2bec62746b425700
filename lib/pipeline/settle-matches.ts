import type { Queryable } from '#lib/db/database.ts';
import { insertJudgements, type NewJudgement, type Verdict } from '#lib/db/judgements.ts';
import {
  fillSlots,
  type MatchState,
  type OpenMatch,
  readJudgedMatches,
  readOpenMatches,
  type SettledMatch,
  type Side,
  setFirstShown,
  settleMatchRows,
} from '#lib/db/matches.ts';
import { insertCalls, type NewCall } from '#lib/db/new-calls.ts';
import { newId } from '#lib/db/new-id.ts';
import { advancement, resolveMatch } from '#lib/judging/resolve-match.ts';
import { advanceBySeed } from '#lib/tournament/advance.ts';
import { firstShown } from '#lib/tournament/sides.ts';

/** What settling needs to know of a run; fixed when it was planned. */
export interface RunFrame {
  id: string;
  teamId: string;
  seed: string;
  bothOrders: boolean;
  judgeVersionIds: readonly string[];
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
    judged.flatMap((match) => callsOf(run, match)),
  );
  await insertJudgements(
    transaction,
    run,
    identical.flatMap((match) => identicalTies(run, match)),
  );
  const ties = identical.map((match) =>
    settledBy(
      run,
      match,
      ordersOf(run, match).map((): Verdict => 'tie'),
    ),
  );
  await advance(transaction, run, ties);
}

/** Settles matches whose calls have all ended, advances their winners and opens what that completes. */
export async function settleMatches(transaction: Queryable, run: RunFrame, ids: readonly string[]): Promise<void> {
  const judged = await readJudgedMatches(transaction, ids);
  await advance(
    transaction,
    run,
    judged.map(({ match, verdicts }) => settledBy(run, match, verdicts)),
  );
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

function settledBy(run: RunFrame, match: OpenMatch, verdicts: readonly Verdict[]): SettledMatch & { match: OpenMatch } {
  const result = resolveMatch(verdicts);
  const advanced = advancement({ result, seedSide: seedSide(run, match) });
  return {
    match,
    id: match.id,
    state: stateOf(result, verdicts),
    advancedSide: advanced.side,
    advancedBy: advanced.by,
  };
}

/** An unusable match is in the state of its first unusable verdict. */
function stateOf(result: ReturnType<typeof resolveMatch>, verdicts: readonly Verdict[]): MatchState {
  if (result !== 'unusable') return result;
  const unusable = verdicts.find((verdict) => verdict !== 'a' && verdict !== 'b' && verdict !== 'tie');
  return (unusable as MatchState | undefined) ?? 'error';
}

function callsOf(run: RunFrame, match: OpenMatch): NewCall[] {
  return run.judgeVersionIds.flatMap((judgeVersionId) =>
    ordersOf(run, match).map((order) => ({
      id: newId(),
      kind: 'pairwise' as const,
      subjectKey: match.id,
      judgeVersionId,
      order,
      turn: match.turn,
      ordinal: match.ordinal * 2 + order - 1,
    })),
  );
}

function identicalTies(run: RunFrame, match: OpenMatch): NewJudgement[] {
  return run.judgeVersionIds.flatMap((judgeVersionId) =>
    ordersOf(run, match).map((order) => ({
      id: newId(),
      matchId: match.id,
      callId: null,
      judgeVersionId,
      order,
      turn: match.turn,
      sample: 0,
      generation: 0,
      verdict: 'tie' as const,
      first: order === 1 ? ('a' as const) : ('b' as const),
      reason: 'The answers are identical.',
      source: 'identical' as const,
    })),
  );
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
