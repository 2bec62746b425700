import type { RunRow } from '#lib/db/run-row.ts';
import { JoustError } from '#lib/errors.ts';
import { type CategoryBoard, categoryBoards } from '#lib/pipeline/category-boards.ts';
import type { Installation } from './installation.ts';
import { leaderboardDocument } from './leaderboard-document.ts';

/** The leaderboards of a run's categories, or the one of `category`. @throws JoustError `no-category` */
export async function readCategoryBoards(
  { database, scope }: Installation,
  run: RunRow,
  category: string | undefined,
): Promise<CategoryBoard[]> {
  const boards = await categoryBoards(database, scope, run);
  const wanted = category === undefined ? boards : boards.filter((board) => board.category === category);
  if (wanted.length > 0) return wanted;
  const names = boards.map((board) => board.category);
  throw new JoustError({
    code: 'no-category',
    expected: names.length === 0 ? 'prompts with categories' : `one of the categories ${names.join(', ')}`,
    got: category === undefined ? `none in run #${run.number}` : JSON.stringify(category),
    fix:
      names.length === 0
        ? 'Import prompts with a field "category", then plan a new run.'
        : 'Name one of them, or use --by-category for all.',
  });
}

/** A category's leaderboard as `--json` prints it; `thin`: too little was judged to place everybody. */
export function categoryDocument({ category, prompts, isThin, content }: CategoryBoard) {
  return { category, prompts, thin: isThin, ...(content && leaderboardDocument(content)) };
}
