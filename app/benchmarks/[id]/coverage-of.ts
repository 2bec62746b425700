import type { AnswerGap } from '#lib/db/benchmark-pages.ts';
import type { Entrant } from '#lib/db/entrants.ts';

/** What a contestant answered of one category, or of all prompts. */
export interface CoverageCell {
  prompts: number;
  missing: number;
  empty: number;
}

/** A contestant's row of the coverage matrix. */
export interface CoverageRow extends Entrant {
  all: CoverageCell;
  /** In the order of the categories. */
  cells: CoverageCell[];
}

/** Counts gaps by contestant and category; who lacks most comes first, then by name. */
export function coverageOf(input: {
  entrants: readonly Entrant[];
  categories: readonly { category: string | null; prompts: number }[];
  gaps: readonly AnswerGap[];
}): CoverageRow[] {
  const bySubmission = Map.groupBy(input.gaps, ({ submissionId }) => submissionId);
  const rows = input.entrants.map((entrant) => {
    const gaps = bySubmission.get(entrant.submissionId) ?? [];
    const cells = input.categories.map(({ category, prompts }) =>
      cellOf(
        prompts,
        gaps.filter((gap) => gap.category === category),
      ),
    );
    const prompts = input.categories.reduce((sum, one) => sum + one.prompts, 0);
    return { ...entrant, all: cellOf(prompts, gaps), cells };
  });
  return rows.sort((left, right) => right.all.missing - left.all.missing || right.all.empty - left.all.empty);
}

function cellOf(prompts: number, gaps: readonly AnswerGap[]): CoverageCell {
  const missing = gaps.filter((gap) => gap.kind === 'missing').length;
  return { prompts, missing, empty: gaps.length - missing };
}
