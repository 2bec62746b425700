import type { PairMatrix } from '#lib/ranking/pair-matrix.ts';

/** Every ordered pair that met, a line each (RFC 4180), unrounded. */
export function matrixCsv({ contestants, winRate, games }: PairMatrix): string {
  const lines = contestants.flatMap((one, row) =>
    contestants.flatMap((other, column) => {
      const share = winRate[row]?.[column] ?? null;
      return share === null ? [] : [[cell(one), cell(other), share, games[row]?.[column]].join(',')];
    }),
  );
  return `${['contestant,opponent,winRate,games', ...lines].join('\r\n')}\r\n`;
}

function cell(text: string): string {
  // Spreadsheets run a cell that starts like a formula, and contestants name themselves.
  const inert = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
}
