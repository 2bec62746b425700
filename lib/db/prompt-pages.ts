import type { TeamScope } from '#lib/access/team-scope.ts';
import type { Queryable } from './database.ts';

/** A prompt in a list. */
export interface PromptLine {
  key: string;
  ordinal: number;
  category: string | null;
  tags: string[];
  /** The beginning of its first turn. */
  beginning: string;
  turns: number;
}

/** What to list of a version's prompts. */
export interface PromptFilter {
  /** Part of the key or of the text, in any case; empty for all. */
  search: string;
  category: string | null;
  limit: number;
  offset: number;
}

/** A prompt with all its text. */
export interface PromptText {
  id: string;
  key: string;
  category: string | null;
  tags: string[];
  turns: string[];
  context: string | null;
  reference: string[];
  /** Keys of the prompts before and after it, null at the ends. */
  previous: string | null;
  next: string | null;
}

/** An answer to a prompt, of the submission its contestant would play with. */
export interface AnswerText {
  contestantId: string;
  contestant: string;
  turns: string[];
}

/** How often a prompt's matches ended how, in one run. */
export interface PromptRecord {
  run: number;
  judge: string;
  simulated: boolean;
  decided: number;
  tied: number;
  inconsistent: number;
  withoutVerdict: number;
}

const BEGINNING = 240;

/** The prompts that fit a filter, in their order, and how many there are. */
export async function listPrompts(
  database: Queryable,
  scope: TeamScope,
  versionId: string,
  filter: PromptFilter,
): Promise<{ prompts: PromptLine[]; total: number }> {
  const { rows } = await database.query<PromptLine & { total: number }>(
    `SELECT bp.key, bp.ordinal, bp.category, bp.tags, left(p.turns[1], ${BEGINNING}) AS beginning, cardinality(p.turns) AS turns,
       (count(*) OVER ())::int AS total
     FROM benchmark_prompt bp JOIN prompt p ON p.id = bp.prompt_id
     WHERE bp.team_id = $1 AND bp.version_id = $2 AND ($3::text IS NULL OR bp.category = $3)
       AND ($4 = '' OR strpos(lower(bp.key), lower($4)) > 0 OR strpos(lower(array_to_string(p.turns, ' ')), lower($4)) > 0)
     ORDER BY bp.ordinal LIMIT $5 OFFSET $6`,
    [scope.teamId, versionId, filter.category, filter.search, filter.limit, filter.offset],
  );
  return { prompts: rows.map(({ total: _, ...prompt }) => prompt), total: rows[0]?.total ?? 0 };
}

/** The categories of a version with their sizes, by name. */
export async function categoriesOf(
  database: Queryable,
  scope: TeamScope,
  versionId: string,
): Promise<{ category: string | null; prompts: number }[]> {
  const { rows } = await database.query<{ category: string | null; prompts: number }>(
    `SELECT category, count(*)::int AS prompts FROM benchmark_prompt WHERE team_id = $1 AND version_id = $2
     GROUP BY 1 ORDER BY category COLLATE "C" NULLS LAST`,
    [scope.teamId, versionId],
  );
  return rows;
}

/** A prompt of a version by its key; null when there is none. */
export async function findPrompt(
  database: Queryable,
  scope: TeamScope,
  { versionId, key }: { versionId: string; key: string },
): Promise<PromptText | null> {
  const { rows } = await database.query<PromptText>(
    `SELECT p.id, bp.key, bp.category, bp.tags, p.turns, p.context, p.reference,
       (SELECT key FROM benchmark_prompt b WHERE b.version_id = $2 AND b.ordinal < bp.ordinal ORDER BY b.ordinal DESC LIMIT 1) AS previous,
       (SELECT key FROM benchmark_prompt b WHERE b.version_id = $2 AND b.ordinal > bp.ordinal ORDER BY b.ordinal LIMIT 1) AS next
     FROM benchmark_prompt bp JOIN prompt p ON p.id = bp.prompt_id
     WHERE bp.team_id = $1 AND bp.version_id = $2 AND bp.key = $3`,
    [scope.teamId, versionId, key],
  );
  return rows[0] ?? null;
}

/** The answers of the given submissions to a prompt, by contestant. */
export async function answersTo(
  database: Queryable,
  scope: TeamScope,
  { promptId, submissionIds }: { promptId: string; submissionIds: readonly string[] },
): Promise<AnswerText[]> {
  const { rows } = await database.query<AnswerText>(
    `SELECT c.id AS "contestantId", c.name AS contestant, r.turns
     FROM response r JOIN submission s ON s.id = r.submission_id JOIN contestant c ON c.id = s.contestant_id
     WHERE r.team_id = $1 AND r.prompt_id = $2 AND r.submission_id = ANY($3::uuid[]) ORDER BY c.name COLLATE "C"`,
    [scope.teamId, promptId, submissionIds],
  );
  return rows;
}

/** How a prompt fared in each run that plays it, newest first. */
export async function promptRecords(database: Queryable, scope: TeamScope, promptId: string): Promise<PromptRecord[]> {
  const { rows } = await database.query<PromptRecord>(
    `SELECT r.number AS run, r.simulated,
       (SELECT string_agg(DISTINCT j.name, ', ') FROM run_judge rj JOIN judge_version v ON v.id = rj.judge_version_id
          JOIN judge j ON j.id = v.judge_id WHERE rj.run_id = r.id) AS judge,
       count(*) FILTER (WHERE m.state IN ('a', 'b'))::int AS decided, count(*) FILTER (WHERE m.state = 'tie')::int AS tied,
       count(*) FILTER (WHERE m.state = 'inconsistent')::int AS inconsistent,
       count(*) FILTER (WHERE m.state NOT IN ('a', 'b', 'tie', 'inconsistent'))::int AS "withoutVerdict"
     FROM match m JOIN run r ON r.id = m.run_id
     WHERE m.team_id = $1 AND m.prompt_id = $2 GROUP BY r.id ORDER BY r.number DESC`,
    [scope.teamId, promptId],
  );
  return rows;
}

/** The prompts of a version with all their text as one, in their order. */
export async function promptTexts(
  database: Queryable,
  scope: TeamScope,
  versionId: string,
): Promise<{ key: string; category: string | null; text: string }[]> {
  const { rows } = await database.query<{ key: string; category: string | null; text: string }>(
    `SELECT bp.key, bp.category, array_to_string(p.turns, E'\n') || coalesce(E'\n' || p.context, '') AS text
     FROM benchmark_prompt bp JOIN prompt p ON p.id = bp.prompt_id WHERE bp.team_id = $1 AND bp.version_id = $2 ORDER BY bp.ordinal`,
    [scope.teamId, versionId],
  );
  return rows;
}
