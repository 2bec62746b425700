import { describe, expect, it } from 'vitest';
import type { Rating } from '#lib/ranking/rank-games.ts';
import { leaderboardHtml } from './leaderboard-html.ts';
import { latexText, leaderboardLatex } from './leaderboard-latex.ts';
import { leaderboardMarkdown, markdownText } from './leaderboard-markdown.ts';
import type { LeaderboardReport } from './leaderboard-report.ts';
import { ratingChartSvg } from './rating-chart-svg.ts';

const HOSTILE = '<img src=x onerror=alert(1)>|\\input{/etc/passwd}&"\'](javascript:1)`';

function rating(contestant: string, more: Partial<Rating> = {}): Rating {
  const limits = { rating: 1010, se: 5, lower: 1000, upper: 1020, rank: 1, rankLower: 1, rankUpper: 2 };
  return { contestant, ...limits, group: 1, games: 3, wins: 2, losses: 1, ties: 0, flags: [], ...more };
}

const report: LeaderboardReport = {
  title: `Bench & co · run #1`,
  simulated: true,
  ratings: [rating(HOSTILE), rating('plain', { rating: 990, lower: null, upper: 1005.5 })],
  winRates: { reference: 'plain', rates: [{ contestant: HOSTILE, winRate: 62.5, se: 1.234, units: 3 }] },
  basis: ['3 games.'],
  warnings: ['Only 3 prompts.'],
  provenance: [{ name: 'Judge', value: HOSTILE }],
};

describe('a leaderboard as a document', () => {
  it('in HTML is one page without scripts, in which names are text', () => {
    const html = leaderboardHtml(report);
    expect(html).not.toContain('<img');
    expect(html).not.toMatch(/<script|https?:\/\/(?!www\.w3\.org)/);
    expect(html).toContain('&lt;img src=x onerror=alert(1)&gt;');
    expect(html).toContain('Simulated: a simulator judged');
    expect(html).toContain('<svg ');
    expect(html).toContain('62.50');
  });

  it('in Markdown keeps every row to its columns', () => {
    const markdown = leaderboardMarkdown(report);
    const rows = markdown.split('\n').filter((line) => line.startsWith('|'));
    expect(rows).toHaveLength(4);
    const columns = (row: string) => row.replaceAll('\\\\', '').replaceAll('\\|', '').split('|').length;
    expect(new Set(rows.map(columns))).toEqual(new Set([columns(rows[0] as string)]));
    expect(markdown).not.toMatch(/(?<!\\)<img/);
    expect(markdownText('a\n# b')).toBe('a \\# b');
  });

  it('in LaTeX takes names for text, never for commands', () => {
    const latex = leaderboardLatex(report);
    const typeset = latex.split('\n').filter((text) => !text.startsWith('%'));
    expect(typeset.join('\n')).not.toContain('\\input{/etc');
    expect(latex).toContain('\\textbackslash{}input\\{/etc/passwd\\}');
    expect(latexText('50% of_all & more $ # ~ ^')).toBe(
      '50\\% of\\_all \\& more \\$ \\# \\textasciitilde{} \\textasciicircum{}',
    );
    expect(latex).toContain('\\toprule');
  });

  it('as a chart draws a whisker a contestant, an arrow where the games set no limit, and is XML', () => {
    const svg = ratingChartSvg({ title: report.title, ratings: [...report.ratings, rating('none', { rating: null })] });
    expect(svg.match(/<circle/g)).toHaveLength(2);
    expect(svg.match(/<polyline/g)).toHaveLength(4);
    expect(svg).not.toContain('NaN');
    expect(svg).not.toContain('<img');
    expect(svg).toContain('Bench &amp; co');
  });
});
