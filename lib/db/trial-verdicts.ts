import type { TeamScope } from '#lib/access/team-scope.ts';
import type { Queryable } from './database.ts';

/** One verdict to look at. */
export interface TrialVerdict {
  promptKey: string;
  /** The beginning of what was asked, all turns. */
  prompt: string;
  contestantA: string;
  contestantB: string;
  /** By contestant. */
  verdict: string;
  first: 'a' | 'b';
  reason: string | null;
  judge: string;
}

const PROMPT_CHARACTERS = 400;

/** The first judgements of a run that judges gave, in plan order; their prompts are a random sample. */
export async function trialVerdicts(
  database: Queryable,
  scope: TeamScope,
  { runId, limit }: { runId: string; limit: number },
): Promise<TrialVerdict[]> {
  const { rows } = await database.query<TrialVerdict>(
    `SELECT bp.key AS "promptKey", left(array_to_string(p.turns, E'\\n'), ${PROMPT_CHARACTERS}) AS prompt, ca.name AS "contestantA", cb.name AS "contestantB",
       j.verdict, j.first, j.reason, g.name AS judge
     FROM judgement j JOIN match m ON m.id = j.match_id JOIN run r ON r.id = j.run_id
     JOIN prompt p ON p.id = m.prompt_id
     JOIN benchmark_prompt bp ON bp.version_id = r.benchmark_version_id AND bp.prompt_id = m.prompt_id
     JOIN contestant ca ON ca.id = m.contestant_a_id JOIN contestant cb ON cb.id = m.contestant_b_id
     JOIN judge_version v ON v.id = j.judge_version_id JOIN judge g ON g.id = v.judge_id
     WHERE j.team_id = $1 AND j.run_id = $2 AND j.source = 'call' ORDER BY m.ordinal, j."order", j.sample, v.id LIMIT $3`,
    [scope.teamId, runId, limit],
  );
  return rows;
}
