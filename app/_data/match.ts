import 'server-only';
import { cache } from 'react';
import { z } from 'zod';
import type { Viewer } from '#lib/access/session.ts';
import { listMatches } from '#lib/db/list-matches.ts';
import { facetCounts, gatheredCount } from '#lib/db/match-counts.ts';
import { type JudgementDetail, type MatchDetail, readMatch, readMatchJudgements } from '#lib/db/match-detail.ts';
import type { RunRow } from '#lib/db/run-row.ts';
import { type FilterText, parseFilter } from '../runs/[number]/matches/filter-params.ts';
import { loadMatchFrame } from './match-frame.ts';
import { server } from './server.ts';

const matchId = z.uuid();

/** A match of the run with its judgements; null when there is none, in whatever form it was asked for. */
export const findMatch = cache(
  async (
    viewer: Viewer,
    run: RunRow,
    id: string,
  ): Promise<{ match: MatchDetail; judgements: JudgementDetail[] } | null> => {
    const parsed = matchId.safeParse(id);
    if (!parsed.success) return null;
    const { database } = server();
    const [match, judgements] = await Promise.all([
      readMatch(database, viewer.scope, { runId: run.id, id: parsed.data }),
      readMatchJudgements(database, viewer.scope, parsed.data),
    ]);
    return match && { match, judgements };
  },
);

/** What stands around a match in a filtered list. */
export interface Neighbours {
  previous: string | null;
  next: string | null;
  /** Ratings by name, of a single ranking. */
  ratings: Map<string, number>;
}

/** The matches before and after a place in the plan, of those that the filter lets through. */
export async function loadNeighbours(
  viewer: Viewer,
  run: RunRow,
  place: { text: FilterText; ordinal: number },
): Promise<Neighbours> {
  const frame = await loadMatchFrame(viewer, run);
  const filter = parseFilter(place.text, frame);
  const expected = facetCounts(frame.cells, frame.filtered, filter).total;
  const gathered = gatheredCount(frame.cells, filter);
  const beside = async (cursor: { after: number } | { before: number }) => {
    const page = { filter, cursor, size: 1, expected, gathered, total: frame.total };
    return (await listMatches(server().database, viewer.scope, frame.filtered, page)).matches[0]?.id ?? null;
  };
  const [previous, next] = await Promise.all([beside({ before: place.ordinal }), beside({ after: place.ordinal })]);
  return { previous, next, ratings: frame.ratings };
}
