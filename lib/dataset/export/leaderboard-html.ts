import { type LeaderboardReport, SIMULATED_NOTE } from './leaderboard-report.ts';
import { ratingChartSvg } from './rating-chart-svg.ts';
import { reportTable } from './report-table.ts';
import { xmlText } from './xml-text.ts';

const STYLE = `
body { max-width: 62rem; margin: 2rem auto; padding: 0 1rem; font: 15px/1.5 system-ui, sans-serif; color: #16191d; background: #fff }
h1 { font-size: 1.4rem } h2 { font-size: 1.1rem; margin-top: 2rem }
svg { max-width: 100%; height: auto }
.wide { overflow-x: auto }
table { border-collapse: collapse; font-variant-numeric: tabular-nums }
th, td { padding: .3rem .7rem; border-bottom: 1px solid #e1e4e8; text-align: right; white-space: nowrap }
th:nth-child(2), td:nth-child(2) { text-align: left; white-space: normal; overflow-wrap: anywhere }
.note { padding: .6rem .9rem; background: #fff6e5; color: #8a4b00 }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1rem } dt { color: #4d545d } dd { margin: 0; overflow-wrap: anywhere }`;

/**
 * A leaderboard as one HTML page that needs nothing else: table, chart, warnings and provenance. It has no scripts, and its
 * policy forbids any; names are escaped.
 */
export function leaderboardHtml(report: LeaderboardReport): string {
  const { head, rows } = reportTable(report);
  const title = xmlText(report.title);
  const cells = (tag: 'th' | 'td', texts: readonly string[]) =>
    texts.map((text) => `<${tag}${tag === 'th' ? ' scope="col"' : ''}>${xmlText(text)}</${tag}>`).join('');
  const notes = report.warnings.map((warning) => `<p class="note">${xmlText(warning)}</p>`);
  return `${[
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${title}</title>`,
    `<style>${STYLE}\n</style>`,
    '</head>',
    '<body>',
    `<h1>${title}</h1>`,
    ...(report.simulated ? [`<p class="note">${SIMULATED_NOTE}</p>`] : []),
    ...report.basis.map((text) => `<p>${xmlText(text)}</p>`),
    ...notes,
    `<div class="wide">${ratingChartSvg({ title: report.title, ratings: report.ratings })}</div>`,
    `<div class="wide"><table><thead><tr>${cells('th', head)}</tr></thead><tbody>`,
    ...rows.map((row) => `<tr>${cells('td', row)}</tr>`),
    '</tbody></table></div>',
    '<h2>Provenance</h2>',
    `<dl>${report.provenance.map(({ name, value }) => `<dt>${xmlText(name)}</dt><dd>${xmlText(value)}</dd>`).join('')}</dl>`,
    '</body>',
    '</html>',
  ].join('\n')}\n`;
}
