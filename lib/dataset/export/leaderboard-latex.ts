import { type LeaderboardReport, SIMULATED_NOTE } from './leaderboard-report.ts';
import { reportTable } from './report-table.ts';

/** Characters that mean something to TeX. */
const COMMANDS: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
  '–': '--',
  '−': '$-$',
  '∞': '$\\infty$',
  '<': '\\textless{}',
  '>': '\\textgreater{}',
  '|': '\\textbar{}',
  '"': '\\textquotedbl{}',
};

/**
 * A leaderboard as a LaTeX table with booktabs rules, to be included with \input. Needs \usepackage{booktabs}, and
 * \usepackage[T1]{fontenc} or XeLaTeX. Names are escaped: none can be a command.
 */
export function leaderboardLatex(report: LeaderboardReport): string {
  const { head, rows } = reportTable(report);
  const line = (cells: readonly string[]) => `    ${cells.map(latexText).join(' & ')} \\\\`;
  const notes = [...(report.simulated ? [SIMULATED_NOTE] : []), ...report.basis, ...report.warnings];
  const provenance = report.provenance.map(({ name, value }) => `% ${comment(name)}: ${comment(value)}`);
  return `${[
    '% \\usepackage{booktabs}',
    ...provenance,
    '\\begin{table}',
    '  \\centering',
    `  \\begin{tabular}{${head.map((_, column) => (column === 1 ? 'l' : 'r')).join('')}}`,
    '    \\toprule',
    line(head),
    '    \\midrule',
    ...rows.map(line),
    '    \\bottomrule',
    '  \\end{tabular}',
    `  \\caption{${[report.title, ...notes].map((text) => latexText(text.endsWith('.') ? text : `${text}.`)).join(' ')}}`,
    '\\end{table}',
  ].join('\n')}\n`;
}

/** A text as itself in LaTeX, on one line. */
export function latexText(text: string): string {
  return text
    .replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .replaceAll(/[\\~^–−∞<>|"]|[&%$#_{}]/gu, (character) => COMMANDS[character] ?? `\\${character}`);
}

function comment(text: string): string {
  return text.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ');
}
