import type { LeaderboardContent } from '#lib/db/leaderboards.ts';
import type { PlanCoverage } from '#lib/db/plan-coverage.ts';
import type { RunRow } from '#lib/db/run-row.ts';
import type { CategoryBoard } from '#lib/pipeline/category-boards.ts';
import { coverageClauses } from '#lib/pipeline/coverage-text.ts';
import { isContradictory } from '#lib/pipeline/plan-shortfall.ts';
import { sourcesText } from '#lib/pipeline/sources-text.ts';
import { warningTexts } from '#lib/pipeline/warning-texts.ts';
import type { Rating } from '#lib/ranking/rank-games.ts';
import type { WinRate } from '#lib/ranking/win-rate-against.ts';
import { rejudgedText } from './rejudging-text.ts';
import { table } from './table.ts';
import { visible } from './visible.ts';

/** A leaderboard for a terminal: what of the plan it rests on, rank ranges, ratings with intervals, records, and everything that limits them. */
export function leaderboardText(run: RunRow, content: LeaderboardContent, coverage: PlanCoverage): string {
  const title = `${run.benchmark} · run #${run.number} · ${juryText(run)}${run.simulated ? ' · SIMULATED' : ''}${run.endedAt ? '' : ` · ${run.state.toLowerCase()}`}`;
  const skipped = Object.entries(content.skipped).map(([word, count]) => `${count} ${word}`);
  const rejudged = rejudgedText(content.rejudged);
  const sources = sourcesText(content);
  const notes = [
    ...(sources ? [visible(sources)] : []),
    ...(rejudged ? [rejudged] : []),
    `${content.games} games${skipped.length > 0 ? `, left out: ${skipped.join(', ')}` : ''}`,
    ...(content.firstShownWinRate === null
      ? []
      : [`the answer shown first won ${(100 * content.firstShownWinRate).toFixed(1)} % of decided judgements`]),
    ...(content.winRates ? [`win rates are against ${content.winRates.reference}`] : []),
    ...(isContradictory(coverage) ? [] : consistencyNote(content)),
    ...warningTexts(content).map((warning) => `warning: ${visible(warning)}`),
  ];
  return `${[visible(title), ...basis(coverage)].join('\n')}\n\n${ratingsTable(content)}\n${notes.join('\n')}\n`;
}

/** The leaderboard of one category: its ratings, and what limits them. */
export function categoryText(run: RunRow, { category, prompts, isThin, content }: CategoryBoard): string {
  const title = `${run.benchmark} · run #${run.number} · category ${category}${run.simulated ? ' · SIMULATED' : ''}`;
  const thin = isThin ? ' · too few to place everybody' : '';
  const about = `${prompts} prompts, ${content?.games ?? 0} games${thin}`;
  if (content === null) return `${title}\n${about}\n`;
  const warnings = warningTexts(content).map((warning) => `warning: ${warning}\n`);
  return `${title}\n${about}\n\n${ratingsTable(content)}${warnings.join('')}`;
}

function ratingsTable(content: LeaderboardContent): string {
  const rates = new Map(content.winRates?.rates.map((rate) => [rate.contestant, rate]));
  const rateTitles = content.winRates ? ['win rate %', 'se'] : [];
  const rows = content.ratings.map((one) => [
    one.rankLower === null
      ? '–'
      : one.rankLower === one.rankUpper
        ? String(one.rankLower)
        : `${one.rankLower}–${one.rankUpper}`,
    one.contestant,
    one.rating === null ? '–' : one.rating.toFixed(0),
    ...limitCells(one),
    String(one.games),
    String(one.wins),
    String(one.losses),
    String(one.ties),
    ...(content.winRates ? rateCells(rates.get(one.contestant)) : []),
    one.flags.join(', '),
  ]);
  return table(['rank', 'contestant', 'rating', '+', '−', 'games', 'won', 'lost', 'tied', ...rateTitles, ''], rows);
}

/** The judges; of several, how they give one result. */
function juryText({ judges, combination, judgeName }: RunRow): string {
  const names = [...new Map(judges.map(({ seat, name }) => [seat, name])).values()];
  return names.length > 1 ? `jury (${combination}): ${names.join(', ')}` : `judge ${judgeName}`;
}

function basis(coverage: PlanCoverage): string[] {
  const { matches, pending, withVerdict, inconsistent } = coverage;
  const soFar = pending === 0 ? [] : [`so far ${withVerdict + inconsistent} of ${matches} matches are judged`];
  return [...soFar, ...coverageClauses(coverage)];
}

/** Distances to the upper and the lower limit, ∞ for one that the games do not set; dashes where they set neither. */
function limitCells({ rating, lower, upper }: Rating): [string, string] {
  if (rating === null || (lower === null && upper === null)) return ['–', '–'];
  return [
    upper === null ? '+∞' : `+${(upper - rating).toFixed(0)}`,
    lower === null ? '−∞' : `−${(rating - lower).toFixed(0)}`,
  ];
}

function rateCells(rate: WinRate | undefined): string[] {
  return [rate?.winRate?.toFixed(2) ?? '–', rate?.se?.toFixed(2) ?? '–'];
}

function consistencyNote({ consistency }: LeaderboardContent): string[] {
  if (!consistency || consistency.matches === 0) return [];
  const share = ((100 * consistency.inconsistent) / consistency.matches).toFixed(1);
  return [
    `${consistency.inconsistent} of ${consistency.matches} matches (${share} %) are inconsistent: the two orders disagree`,
  ];
}
