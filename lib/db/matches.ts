import type { JuryJudgement } from '#lib/judging/combine-jury.ts';
import type { MatchResult } from '#lib/judging/resolve-match.ts';
import type { Queryable } from './database.ts';

export type Side = 'a' | 'b';
export type UnusableVerdict = 'unparseable' | 'refused' | 'truncated' | 'blocked' | 'error';
export type MatchState = 'waiting' | 'open' | Exclude<MatchResult, 'unusable'> | UnusableVerdict | 'cancelled';
export type AdvancedBy = 'verdict' | 'tie' | 'unusable' | 'walkover' | 'closed_with_gaps';

/** A match as it is inserted at the start of a run. */
export interface NewMatch {
  id: string;
  promptId: string;
  round: number;
  slot: number;
  replicate: number;
  responseAId: string | null;
  responseBId: string | null;
  contestantAId: string | null;
  contestantBId: string | null;
  first: Side | null;
  state: 'waiting' | 'open';
  feedsMatchId: string | null;
  feedsSide: Side | null;
  ordinal: number;
}

/** One entrant of a match, with what decisions about it need. */
export interface Entry {
  contestantId: string;
  name: string;
  responseId: string;
  textHash: string;
  family: string | null;
}

/** A match with both entrants known. */
export interface OpenMatch {
  id: string;
  promptKey: string;
  category: string | null;
  ordinal: number;
  turn: number;
  a: Entry;
  b: Entry;
  first: Side | null;
  feedsMatchId: string | null;
  feedsSide: Side | null;
}

/** What came of a match and who goes on. */
export interface SettledMatch {
  id: string;
  state: MatchState;
  advancedSide: Side | null;
  advancedBy: AdvancedBy | null;
}

const ROWS_A_STATEMENT = 5_000;

/** Inserts the matches of a run in batches. */
export async function insertMatches(
  transaction: Queryable,
  run: { teamId: string; id: string },
  matches: readonly NewMatch[],
): Promise<void> {
  for (let from = 0; from < matches.length; from += ROWS_A_STATEMENT) {
    await transaction.query(
      `INSERT INTO match (id, team_id, run_id, prompt_id, round, slot, replicate, response_a_id, response_b_id, contestant_a_id,
         contestant_b_id, low_response_id, high_response_id, first, state, feeds_match_id, feeds_side, ordinal)
       SELECT id, $1, $2, "promptId", round, slot, replicate, "responseAId", "responseBId", "contestantAId", "contestantBId",
         CASE WHEN "responseBId" IS NOT NULL THEN least("responseAId", "responseBId") END,
         CASE WHEN "responseAId" IS NOT NULL THEN greatest("responseAId", "responseBId") END,
         first, state, "feedsMatchId", "feedsSide", ordinal
       FROM json_to_recordset($3::json) AS row (id uuid, "promptId" uuid, round int, slot int, replicate int, "responseAId" uuid,
         "responseBId" uuid, "contestantAId" uuid, "contestantBId" uuid, first side, state match_state, "feedsMatchId" uuid,
         "feedsSide" side, ordinal int)`,
      [run.teamId, run.id, JSON.stringify(matches.slice(from, from + ROWS_A_STATEMENT))],
    );
  }
}

const OPEN_MATCH = `
  json_build_object('id', m.id, 'promptKey', bp.key, 'category', bp.category, 'ordinal', m.ordinal, 'turn', m.turn, 'first', m.first,
    'feedsMatchId', m.feeds_match_id, 'feedsSide', m.feeds_side,
    'a', json_build_object('contestantId', ca.id, 'name', ca.name, 'responseId', ra.id, 'textHash', ra.text_hash, 'family', rca.family),
    'b', json_build_object('contestantId', cb.id, 'name', cb.name, 'responseId', rb.id, 'textHash', rb.text_hash, 'family', rcb.family))`;

const OPEN_MATCH_TABLES = `
  match m JOIN run r ON r.id = m.run_id
  JOIN benchmark_prompt bp ON bp.version_id = r.benchmark_version_id AND bp.prompt_id = m.prompt_id
  JOIN run_contestant rca ON rca.run_id = m.run_id AND rca.contestant_id = m.contestant_a_id
  JOIN run_contestant rcb ON rcb.run_id = m.run_id AND rcb.contestant_id = m.contestant_b_id
  JOIN contestant ca ON ca.id = m.contestant_a_id JOIN contestant cb ON cb.id = m.contestant_b_id
  JOIN response ra ON ra.id = m.response_a_id JOIN response rb ON rb.id = m.response_b_id`;

/** The given matches with their entrants; those that still wait for one, or are settled, are left out. */
export async function readOpenMatches(transaction: Queryable, ids: readonly string[]): Promise<OpenMatch[]> {
  if (ids.length === 0) return [];
  const { rows } = await transaction.query<{ match: OpenMatch }>(
    `SELECT ${OPEN_MATCH} AS match FROM ${OPEN_MATCH_TABLES} WHERE m.id = ANY($1::uuid[]) AND m.state::text = 'open' ORDER BY m.id`,
    [ids],
  );
  return rows.map((row) => row.match);
}

/** The given matches with their entrants, whatever came of them. */
export async function readSettledMatches(transaction: Queryable, ids: readonly string[]): Promise<OpenMatch[]> {
  const { rows } = await transaction.query<{ match: OpenMatch }>(
    `SELECT ${OPEN_MATCH} AS match FROM ${OPEN_MATCH_TABLES} WHERE m.id = ANY($1::uuid[]) ORDER BY m.ordinal`,
    [ids],
  );
  return rows.map((row) => row.match);
}

/** A match with what a generation of judges said about it. */
export interface JudgedMatch {
  match: OpenMatch;
  judgements: JuryJudgement[];
}

/**
 * Of the given matches, those none of whose calls of a generation can still bring a verdict, with the judgements they got.
 * The run's own generation settles open matches; a re-judging, those that an older one had settled.
 */
export async function readJudgedMatches(
  transaction: Queryable,
  ids: readonly string[],
  generation: number,
): Promise<JudgedMatch[]> {
  if (ids.length === 0) return [];
  const { rows } = await transaction.query<JudgedMatch>(
    `SELECT ${OPEN_MATCH} AS match, v.judgements FROM ${OPEN_MATCH_TABLES}
     CROSS JOIN LATERAL (
       SELECT json_agg(json_build_object('judgeVersionId', j.judge_version_id, 'order', j."order", 'verdict', j.verdict)
         ORDER BY j.judge_version_id, j."order", j.sample) AS judgements
       FROM judgement j WHERE j.match_id = m.id AND j.generation = $2) v
     WHERE m.id = ANY($1::uuid[]) AND v.judgements IS NOT NULL AND NOT EXISTS (
       SELECT 1 FROM call c WHERE c.run_id = m.run_id AND c.kind = 'pairwise' AND c.subject_key = m.id::text
         AND c.generation = $2 AND c.status NOT IN ('DONE', 'UNUSABLE'))
       AND ${generation === 0 ? "m.state::text = 'open'" : "m.state::text NOT IN ('waiting', 'cancelled') AND m.generation < $2"}
     ORDER BY m.id`,
    [ids, generation],
  );
  return rows;
}

/** Writes what came of matches that were judged again; their brackets stay as they were played. */
export async function restateMatchRows(
  transaction: Queryable,
  restated: readonly { id: string; state: MatchState }[],
  generation: number,
): Promise<void> {
  if (restated.length === 0) return;
  await transaction.query(
    `UPDATE match m SET state = s.state, generation = $2
     FROM json_to_recordset($1::json) AS s (id uuid, state match_state) WHERE m.id = s.id AND m.generation < $2`,
    [JSON.stringify(restated), generation],
  );
}

/** Writes what came of matches that are still open. */
export async function settleMatchRows(transaction: Queryable, settled: readonly SettledMatch[]): Promise<void> {
  await transaction.query(
    `UPDATE match m SET state = s.state, advanced_side = s."advancedSide", advanced_by = s."advancedBy"
     FROM json_to_recordset($1::json) AS s (id uuid, state match_state, "advancedSide" side, "advancedBy" advanced_by)
     WHERE m.id = s.id AND m.state::text = 'open'`,
    [JSON.stringify(settled)],
  );
}

/** Puts winners into the matches they feed; returns the ids of those that now have both entrants and are open. */
export async function fillSlots(
  transaction: Queryable,
  winners: readonly { matchId: string; side: Side; contestantId: string; responseId: string }[],
): Promise<string[]> {
  for (const side of ['a', 'b'] as const) {
    const rows = winners.filter((winner) => winner.side === side);
    if (rows.length === 0) continue;
    await transaction.query(
      `UPDATE match m SET response_${side}_id = w."responseId", contestant_${side}_id = w."contestantId"
       FROM json_to_recordset($1::json) AS w ("matchId" uuid, "responseId" uuid, "contestantId" uuid)
       WHERE m.id = w."matchId" AND m.state::text = 'waiting'`,
      [JSON.stringify(rows)],
    );
  }
  const { rows } = await transaction.query<{ id: string }>(
    `UPDATE match SET state = 'open', low_response_id = least(response_a_id, response_b_id),
       high_response_id = greatest(response_a_id, response_b_id)
     WHERE id = ANY($1::uuid[]) AND state::text = 'waiting' AND response_a_id IS NOT NULL AND response_b_id IS NOT NULL RETURNING id`,
    [winners.map((winner) => winner.matchId)],
  );
  return rows.map((row) => row.id);
}

/** Records who is shown first in matches whose entrants were not known at the start. */
export async function setFirstShown(
  transaction: Queryable,
  rows: readonly { id: string; first: Side }[],
): Promise<void> {
  if (rows.length === 0) return;
  await transaction.query(
    `UPDATE match m SET first = f.first FROM json_to_recordset($1::json) AS f (id uuid, first side) WHERE m.id = f.id`,
    [JSON.stringify(rows)],
  );
}
