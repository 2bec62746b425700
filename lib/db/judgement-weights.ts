import type { TeamScope } from '#lib/access/team-scope.ts';
import { type Combination, judgementWeights } from '#lib/judging/combine-jury.ts';
import { type Juror, jurorsOfMatch } from '#lib/judging/jurors-of-match.ts';
import type { Queryable } from './database.ts';

/** A judgement as far as its weight depends on it. */
export interface WeighedJudgement {
  judgeVersionId: string;
  generation: number;
  category: string | null;
  contestantA: string;
  contestantB: string;
}

interface RunJury {
  bothOrders: boolean;
  samples: number;
  combination: Combination;
  excludeFamily: boolean;
  jury: Juror[] | null;
  families: Record<string, string | null> | null;
}

/**
 * What each judgement of a run weighs as a game of its own: the weights of a match add up to 1 when all of it is usable.
 * Runs that combine their judges weigh what was combined; then these are the weights of the voices.
 */
export async function readJudgementWeights(
  database: Queryable,
  scope: TeamScope,
  runId: string,
): Promise<(judgement: WeighedJudgement) => number> {
  const { rows } = await database.query<RunJury>(
    `SELECT both_orders AS "bothOrders", samples, combination, exclude_family AS "excludeFamily",
       (SELECT json_agg(json_build_object('judgeVersionId', judge_version_id, 'seat', seat, 'weight', weight, 'categories', categories,
          'family', family, 'generation', generation)) FROM run_judge WHERE run_id = r.id) AS jury,
       (SELECT json_object_agg(c.name, rc.family) FROM run_contestant rc JOIN contestant c ON c.id = rc.contestant_id
        WHERE rc.run_id = r.id) AS families
     FROM run r WHERE team_id = $1 AND id = $2`,
    [scope.teamId, runId],
  );
  const run = rows[0];
  if (!run) return () => 0;
  const orders = run.bothOrders ? [1, 2] : [1];
  const known = new Map<string, Map<string, number>>();
  return ({ judgeVersionId, generation, category, contestantA, contestantB }) => {
    const families = [contestantA, contestantB].map((name) => run.families?.[name] ?? null);
    const key = JSON.stringify([generation, category, families]);
    const jurors = () =>
      jurorsOfMatch(run.jury ?? [], { category, families }, { generation, excludeFamily: run.excludeFamily });
    const weights = known.get(key) ?? judgementWeights({ ...run, orders, jurors: jurors() });
    known.set(key, weights);
    return weights.get(judgeVersionId) ?? 0;
  };
}
