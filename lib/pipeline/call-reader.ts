import { type CallWork, loadCallWork } from '#lib/db/call-work.ts';
import type { Database } from '#lib/db/database.ts';
import { type CachedReply, findCachedReplies } from '#lib/db/verdict-cache.ts';
import type { JudgingTemplate } from '#lib/judging/template.ts';
import { coalesce } from './coalesce.ts';
import { createTemplateReader, type TemplateReference } from './template-reader.ts';

/** What is to be made, read without a lock. Each question shares a round trip with its neighbours. */
export interface CallReader {
  /** The work of a ready call; null when it is not to be made now. */
  load(callId: string): Promise<CallWork | null>;
  /** A usable reply to the same question, given to the same team. */
  lookUp(wanted: { teamId: string; key: string }): Promise<CachedReply | null>;
  /** The template of a judge version, as it was when its run was planned. */
  template(wanted: TemplateReference): Promise<JudgingTemplate>;
}

const SHARING = { limit: 200, lingerMs: 1 };

/** A reader that gathers what neighbours ask for into one query. */
export function createCallReader(database: Database): CallReader {
  return {
    load: coalesce(async (ids: string[]) => {
      const work = await loadCallWork(database, ids);
      return ids.map((id) => work.get(id) ?? null);
    }, SHARING),
    lookUp: coalesce((wanted: { teamId: string; key: string }[]) => lookUpAll(database, wanted), SHARING),
    template: createTemplateReader(database),
  };
}

async function lookUpAll(
  database: Database,
  wanted: readonly { teamId: string; key: string }[],
): Promise<(CachedReply | null)[]> {
  const found = new Map<string, CachedReply>();
  for (const [teamId, lines] of Map.groupBy(wanted, (one) => one.teamId)) {
    const keys = lines.map((line) => line.key);
    for (const [key, reply] of await findCachedReplies(database, teamId, keys)) found.set(`${teamId} ${key}`, reply);
  }
  return wanted.map((one) => found.get(`${one.teamId} ${one.key}`) ?? null);
}
