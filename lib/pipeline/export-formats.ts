/** What a run can be exported as. `part` says whether it is its leaderboard, its chart, or its matches. */
export const EXPORT_FORMATS = {
  csv: { part: 'leaderboard', extension: 'csv', mediaType: 'text/csv; charset=utf-8' },
  json: { part: 'leaderboard', extension: 'json', mediaType: 'application/json' },
  html: { part: 'leaderboard', extension: 'html', mediaType: 'text/html; charset=utf-8' },
  md: { part: 'leaderboard', extension: 'md', mediaType: 'text/markdown; charset=utf-8' },
  latex: { part: 'leaderboard', extension: 'tex', mediaType: 'application/x-tex' },
  svg: { part: 'chart', extension: 'svg', mediaType: 'image/svg+xml' },
  png: { part: 'chart', extension: 'png', mediaType: 'image/png' },
  jsonl: { part: 'matches', extension: 'jsonl', mediaType: 'application/x-ndjson' },
  'arena-hard': { part: 'matches', extension: 'jsonl', mediaType: 'application/x-ndjson' },
  fastchat: { part: 'matches', extension: 'jsonl', mediaType: 'application/x-ndjson' },
  alpacaeval: { part: 'matches', extension: 'json', mediaType: 'application/json' },
  dpo: { part: 'matches', extension: 'jsonl', mediaType: 'application/x-ndjson' },
} as const satisfies Record<
  string,
  { part: 'leaderboard' | 'chart' | 'matches'; extension: string; mediaType: string }
>;

export type ExportFormat = keyof typeof EXPORT_FORMATS;
export type LeaderboardFormat = {
  [Name in ExportFormat]: (typeof EXPORT_FORMATS)[Name]['part'] extends 'matches' ? never : Name;
}[ExportFormat];
export type MatchFormat = Exclude<ExportFormat, LeaderboardFormat>;

/** The format of this name; null when there is none. */
export function exportFormat(name: string): ExportFormat | null {
  return Object.hasOwn(EXPORT_FORMATS, name) ? (name as ExportFormat) : null;
}

/** A file name for an export: of numbers and words of ours alone, whatever the benchmark is called. */
export function exportFileName(run: { number: number; simulated: boolean }, format: ExportFormat): string {
  const { part, extension } = EXPORT_FORMATS[format];
  const kind = part === 'matches' ? `-${format === 'jsonl' ? 'matches' : format}` : '';
  return `joust-run-${run.number}${run.simulated ? '-simulated' : ''}${kind}.${extension}`;
}
