import type { GameTable } from './game-table.ts';

/** How often a contestant beats a reference. */
export interface WinRate {
  readonly contestant: string;
  /** Percent; a tie is half a win. 50 for the reference itself, null without a game against it. */
  readonly winRate: number | null;
  /** Standard error of the win rate, percent: sd / √n over prompts. 0 for the reference itself, null with fewer than two prompts. */
  readonly se: number | null;
  /** n: prompts with a game against the reference, or games where prompts are not known. */
  readonly units: number;
}

/**
 * Mean score against one contestant, in percent, with its standard error, best first. The unit is the prompt: the games of one
 * prompt, such as both orders, are averaged by weight before the mean and the sample standard deviation (n − 1) are taken.
 * With one game a prompt this is the win rate of AlpacaEval (Dubois et al. 2024, arXiv:2404.04475, section 2;
 * github.com/tatsu-lab/alpaca_eval, metrics/winrate.py: `win_rate` is the mean of preference − 1, `standard_error` its `sem`).
 * O(games + contestants·log contestants).
 *
 * @throws RangeError when the reference is not in the table
 */
export function winRateAgainst(table: GameTable, reference: string): WinRate[] {
  const opponent = table.contestants.indexOf(reference);
  if (opponent < 0) throw new RangeError(`Expected a contestant of the games, got ${JSON.stringify(reference)}.`);
  const units = unitsAgainst(table, opponent);
  return table.contestants
    .map((contestant, index) => {
      if (index === opponent) return { contestant, winRate: 50, se: 0, units: 0 };
      return { contestant, ...meanAndError([...(units[index] as Map<number, Unit>).values()]) };
    })
    .sort(
      (left, right) => (right.winRate ?? -1) - (left.winRate ?? -1) || (left.contestant < right.contestant ? -1 : 1),
    );
}

/**
 * The contestant that plays in every game, as a baseline does; null when there is none. Of two contestants who only met each
 * other it is the one that always stands first, as the baseline does in AlpacaEval and Arena-Hard.
 */
export function commonOpponent(table: GameTable): string | null {
  const { a, b, contestants } = table;
  if (a.length === 0) return null;
  const plays = (contestant: number) => a.every((side, game) => side === contestant || b[game] === contestant);
  const common = [a[0] as number, b[0] as number].filter(plays);
  const [baseline] = common.length === 2 ? common.filter((one) => a.every((side) => side === one)) : common;
  return baseline === undefined ? null : (contestants[baseline] as string);
}

interface Unit {
  score: number;
  weight: number;
}

/** For each contestant, its weighted score against the opponent by prompt, or by game. */
function unitsAgainst({ a, b, score, weight, prompt, contestants }: GameTable, opponent: number): Map<number, Unit>[] {
  const units = contestants.map(() => new Map<number, Unit>());
  for (let game = 0; game < a.length; game++) {
    const isFirst = a[game] === opponent;
    if (!isFirst && b[game] !== opponent) continue;
    const of = units[(isFirst ? b[game] : a[game]) as number] as Map<number, Unit>;
    const key = prompt === null ? game : (prompt[game] as number);
    const unit = of.get(key) ?? { score: 0, weight: 0 };
    const won = isFirst ? 1 - (score[game] as number) : (score[game] as number);
    unit.score += won * (weight[game] as number);
    unit.weight += weight[game] as number;
    of.set(key, unit);
  }
  return units;
}

function meanAndError(units: readonly Unit[]): Omit<WinRate, 'contestant'> {
  const count = units.length;
  if (count === 0) return { winRate: null, se: null, units: 0 };
  const scores = units.map(({ score, weight }) => score / weight);
  const mean = scores.reduce((sum, one) => sum + one, 0) / count;
  const squares = scores.reduce((sum, one) => sum + (one - mean) ** 2, 0);
  const se = count < 2 ? null : 100 * Math.sqrt(squares / (count - 1) / count);
  return { winRate: 100 * mean, se, units: count };
}
