import 'server-only';
import type { Viewer } from '#lib/access/session.ts';
import { categoriesOfRun } from '#lib/db/run-filters.ts';
import type { RunRow } from '#lib/db/run-row.ts';
import {
  type CategoryBoard,
  type CategoryMatrix,
  categoryBoards,
  categoryMatrices,
} from '#lib/pipeline/category-boards.ts';
import { minimumClusters } from '#lib/ranking/interval-tail.ts';
import { ofRun } from './run-memo.ts';
import { server } from './server.ts';

/** A category to choose; `isThin`: on so few prompts nobody can have an interval. */
export interface CategoryChoice {
  category: string | null;
  isThin: boolean;
}

const LEVEL = 0.95;

/** All prompts and each category of a run, without reading what was judged. */
export async function loadCategoryChoices(viewer: Viewer, run: RunRow): Promise<CategoryChoice[]> {
  const categories = await categoriesOfRun(server().database, viewer.scope, run.id);
  const fewest = minimumClusters(LEVEL);
  return [
    { category: null, isThin: false },
    ...categories.map(({ category, prompts }) => ({ category, isThin: prompts < fewest })),
  ];
}

/** The leaderboards of a run's categories, fitted when first asked for. */
export function loadCategoryBoards(viewer: Viewer, run: RunRow): Promise<CategoryBoard[]> {
  return ofRun('category boards', run, () => categoryBoards(server().database, viewer.scope, run));
}

/** Who took how much from whom, over all prompts and by category; counted when first asked for. */
export function loadCategoryMatrices(viewer: Viewer, run: RunRow): Promise<CategoryMatrix[]> {
  return ofRun('matrices', run, () => categoryMatrices(server().database, viewer.scope, run));
}
