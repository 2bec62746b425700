import { type LeaderboardReport, SIMULATED_NOTE } from './leaderboard-report.ts';
import { reportTable } from './report-table.ts';

/** A leaderboard as Markdown with a table of GitHub's flavour. Names cannot break the table, link, or bring HTML. */
export function leaderboardMarkdown(report: LeaderboardReport): string {
  const { head, rows } = reportTable(report);
  const line = (cells: readonly string[]) => `| ${cells.map(markdownText).join(' | ')} |`;
  const alignment = head.map((_, column) => (column === 1 ? ':--' : '--:'));
  const blocks = [
    `# ${markdownText(report.title)}`,
    ...(report.simulated ? [`**${SIMULATED_NOTE}**`] : []),
    [line(head), `| ${alignment.join(' | ')} |`, ...rows.map(line)].join('\n'),
    ...list(report.basis),
    ...list(report.warnings.map((warning) => `Warning: ${warning}`)),
    ...list(report.provenance.map(({ name, value }) => `${name}: ${value}`)),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function list(texts: readonly string[]): string[] {
  return texts.length === 0 ? [] : [texts.map((text) => `- ${markdownText(text)}`).join('\n')];
}

/** A text as itself in Markdown (CommonMark, "Backslash escapes"), on one line. */
export function markdownText(text: string): string {
  return text.replaceAll(/[\r\n\t]+/g, ' ').replaceAll(/[\\`*_{}[\]<>#|~&$@]/g, '\\$&');
}
