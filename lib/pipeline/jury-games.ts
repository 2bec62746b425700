import type { RunGames } from '#lib/db/games.ts';
import { type Combination, type Game, juryGames, type Panel } from '#lib/judging/combine-jury.ts';
import { jurorsOfMatch } from '#lib/judging/jurors-of-match.ts';
import { isUsable, type JudgementVerdict } from '#lib/judging/verdict.ts';

/** How a run's judges give one result. */
export interface JurySettings {
  bothOrders: boolean;
  samples: number;
  combination: Combination;
  excludeFamily: boolean;
}

/** A game with its place among the judgements of the run: that of the first of its match. */
export interface RatedGame extends Game {
  row: number;
}

/** The games that ratings read from the judgements of a run, match by match in plan order. */
export function gamesOfJury(games: RunGames, settings: JurySettings): RatedGame[] {
  const panels = new Map<string, Panel>();
  const rated: RatedGame[] = [];
  for (let from = 0; from < games.match.length; ) {
    let to = from + 1;
    while (to < games.match.length && games.match[to] === games.match[from]) to += 1;
    const rows = Array.from({ length: to - from }, (_, offset) => from + offset);
    const panel = panelAt(games, from, settings, panels);
    const judgements = rows.map((row) => judgementAt(games, row));
    for (const game of juryGames(panel, judgements)) rated.push({ ...game, row: from });
    from = to;
  }
  return rated;
}

/** Whether a verdict column holds a game. */
export function isGame(verdict: string | undefined): boolean {
  return isUsable(verdict as JudgementVerdict);
}

function judgementAt(games: RunGames, row: number) {
  return {
    judgeVersionId: games.judgeVersionId[row] as string,
    order: games.order[row] as number,
    verdict: games.verdict[row] as JudgementVerdict,
    fraction: games.fraction[row] ?? null,
  };
}

function panelAt(games: RunGames, row: number, settings: JurySettings, known: Map<string, Panel>): Panel {
  const category = games.categories[games.prompt[row] as number] ?? null;
  const families = [games.a[row], games.b[row]].map((index) => games.families[index as number] ?? null);
  const generation = games.generation[row] as number;
  const orders = settings.bothOrders ? [1, 2] : [games.order[row] as number];
  const key = JSON.stringify([category, families, generation, orders]);
  const panel = known.get(key) ?? {
    jurors: jurorsOfMatch(games.jury, { category, families }, { generation, excludeFamily: settings.excludeFamily }),
    orders,
    samples: settings.samples,
    combination: settings.combination,
  };
  known.set(key, panel);
  return panel;
}
