import type { RunGames } from '#lib/db/games.ts';
import type { ScheduleName } from '#lib/db/run-row.ts';
import { type Combination, type Game, judgementWeights, juryGames, type Panel } from '#lib/judging/combine-jury.ts';
import { jurorsOfMatch } from '#lib/judging/jurors-of-match.ts';
import { type ContestantVerdict, isUsable, type JudgementVerdict } from '#lib/judging/verdict.ts';

/** How a run's judges give one result. */
export interface JurySettings {
  bothOrders: boolean;
  samples: number;
  combination: Combination;
  excludeFamily: boolean;
}

/** A game with its place among the judgements of the run: its own, or that of the first of its match. */
export interface RatedGame extends Game {
  row: number;
  /** Of a, in [0, 1]. */
  score: number;
}

const SCORES: Record<ContestantVerdict, number> = { a: 1, b: 0, tie: 0.5 };

/** The games that ratings read from the judgements of a run, in plan order. Verdicts from elsewhere are a game each. */
export function ratedGames(games: RunGames, run: JurySettings & { schedule: ScheduleName }): RatedGame[] {
  return run.schedule === 'imported' ? importedGames(games, run) : gamesOfJury(games, run);
}

function importedGames(games: RunGames, { bothOrders }: JurySettings): RatedGame[] {
  return games.verdict.flatMap((verdict, row) => {
    if (!isGame(verdict)) return [];
    const score = games.fraction[row] ?? SCORES[verdict];
    return [{ row, verdict, score, order: games.order[row] as number, weight: bothOrders ? 0.5 : 1 }];
  });
}

/** The games of judges of ours, match by match. */
export function gamesOfJury(games: RunGames, settings: JurySettings): RatedGame[] {
  const seatedAt = seatings(games, settings);
  const rated: RatedGame[] = [];
  for (let from = 0; from < games.match.length; ) {
    let to = from + 1;
    while (to < games.match.length && games.match[to] === games.match[from]) to += 1;
    const { panel, weights } = seatedAt(from);
    if (weights) pushEach(rated, games, { from, to, weights });
    else
      for (const game of juryGames(panel, judgementsOf(games, from, to)))
        rated.push({ ...game, row: from, score: SCORES[game.verdict] });
    from = to;
  }
  return rated;
}

/** Whether a verdict column holds a game. */
export function isGame(verdict: string | undefined): verdict is ContestantVerdict {
  return isUsable(verdict as JudgementVerdict);
}

/** Each usable judgement as a game, without a list for each match: a run can have millions. */
function pushEach(
  rated: RatedGame[],
  games: RunGames,
  { from, to, weights }: { from: number; to: number; weights: ReadonlyMap<string, number> },
): void {
  for (let row = from; row < to; row += 1) {
    const verdict = games.verdict[row];
    const weight = weights.get(games.judgeVersionId[row] as string);
    if (weight !== undefined && isGame(verdict))
      rated.push({ row, order: games.order[row] as number, verdict, score: SCORES[verdict], weight });
  }
}

function judgementsOf(games: RunGames, from: number, to: number) {
  return Array.from({ length: to - from }, (_, offset) => ({
    judgeVersionId: games.judgeVersionId[from + offset] as string,
    order: games.order[from + offset] as number,
    verdict: games.verdict[from + offset] as JudgementVerdict,
  }));
}

/** Who judged a match; with what each judgement weighs where it is a game of its own. */
interface Seating {
  panel: Panel;
  weights: ReadonlyMap<string, number> | null;
}

/** The seating of the match at a row, worked out once for matches that are alike to their judges. */
function seatings(games: RunGames, settings: JurySettings): (row: number) => Seating {
  const known = new Map<number, Seating>();
  const families = indexed(games.families);
  const categories = indexed(games.categories);
  return (row) => {
    const [a, b, prompt] = [games.a[row], games.b[row], games.prompt[row]] as [number, number, number];
    const generation = games.generation[row] as number;
    const order = settings.bothOrders ? 0 : (games.order[row] as number);
    let key = generation * categories.count + (categories.of[prompt] as number);
    key = (key * families.count + (families.of[a] as number)) * families.count + (families.of[b] as number);
    key = key * 3 + order;
    const found = known.get(key);
    if (found) return found;
    const match = {
      category: games.categories[prompt] ?? null,
      families: [games.families[a] ?? null, games.families[b] ?? null],
    };
    const jurors = jurorsOfMatch(games.jury, match, { generation, excludeFamily: settings.excludeFamily });
    const panel = { ...settings, jurors, orders: settings.bothOrders ? [1, 2] : [order] };
    // One judge asked once is its own majority.
    const isEach = settings.combination === 'separate' || (jurors.length === 1 && settings.samples === 1);
    const seating = { panel, weights: isEach ? judgementWeights(panel) : null };
    known.set(key, seating);
    return seating;
  };
}

/** Values by a number each. */
function indexed(values: readonly (string | null)[]): { of: number[]; count: number } {
  const places = new Map([...new Set(values)].map((value, place) => [value, place]));
  return { of: values.map((value) => places.get(value) as number), count: Math.max(1, places.size) };
}
