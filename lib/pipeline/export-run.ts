import type { TeamScope } from '#lib/access/team-scope.ts';
import { alpacaEvalAnnotations } from '#lib/dataset/export/alpacaeval-annotations.ts';
import { arenaHardJsonl } from '#lib/dataset/export/arena-hard-jsonl.ts';
import { dpoJsonl } from '#lib/dataset/export/dpo-jsonl.ts';
import type { ExportedMatch } from '#lib/dataset/export/exported-match.ts';
import { fastchatJsonl } from '#lib/dataset/export/fastchat-jsonl.ts';
import { leaderboardHtml } from '#lib/dataset/export/leaderboard-html.ts';
import { leaderboardLatex } from '#lib/dataset/export/leaderboard-latex.ts';
import { leaderboardMarkdown } from '#lib/dataset/export/leaderboard-markdown.ts';
import { matchJsonl } from '#lib/dataset/export/match-jsonl.ts';
import { ratingChartSvg } from '#lib/dataset/export/rating-chart-svg.ts';
import { ratingsCsv } from '#lib/dataset/export/ratings-csv.ts';
import type { Database } from '#lib/db/database.ts';
import { exportedMatches } from '#lib/db/exported-matches.ts';
import { planCoverage } from '#lib/db/plan-coverage.ts';
import type { RunRow } from '#lib/db/run-row.ts';
import { currentLeaderboard } from './current-leaderboard.ts';
import { EXPORT_FORMATS, type ExportFormat, type LeaderboardFormat, type MatchFormat } from './export-formats.ts';
import { leaderboardReport } from './leaderboard-report.ts';
import { svgToPng } from './svg-to-png.ts';
import { warningTexts } from './warning-texts.ts';

/**
 * A run as a file of another tool or for a reader, piece by piece: memory is bounded by the leaderboard or one page of matches.
 * @throws JoustError `no-leaderboard-yet` when a leaderboard is asked for and nothing has been judged
 */
export async function* exportRun(
  database: Database,
  scope: TeamScope,
  options: { run: RunRow; format: ExportFormat },
): AsyncGenerator<string | Uint8Array> {
  const { run, format } = options;
  if (isOfMatches(format)) yield* matchPieces(database, scope, { run, format });
  else yield await leaderboardPiece(database, scope, { run, format });
}

function isOfMatches(format: ExportFormat): format is MatchFormat {
  return EXPORT_FORMATS[format].part === 'matches';
}

async function leaderboardPiece(
  database: Database,
  scope: TeamScope,
  { run, format }: { run: RunRow; format: LeaderboardFormat },
): Promise<string | Uint8Array> {
  const content = await currentLeaderboard(database, scope, run);
  const coverage = await planCoverage(database, scope, run);
  const report = leaderboardReport({ run, content, coverage });
  switch (format) {
    case 'csv':
      return ratingsCsv(content.ratings, content.winRates?.rates);
    case 'json':
      return `${JSON.stringify(
        {
          title: report.title,
          simulated: run.simulated,
          coverage,
          ...content,
          warnings: warningTexts(content),
          provenance: report.provenance,
        },
        null,
        2,
      )}\n`;
    case 'html':
      return leaderboardHtml(report);
    case 'md':
      return leaderboardMarkdown(report);
    case 'latex':
      return leaderboardLatex(report);
    case 'svg':
      return ratingChartSvg(report);
    case 'png':
      return svgToPng(ratingChartSvg(report));
  }
}

async function* matchPieces(
  database: Database,
  scope: TeamScope,
  { run, format }: { run: RunRow; format: MatchFormat },
): AsyncGenerator<string> {
  const write = await matchWriter(database, scope, { run, format });
  yield write.head;
  let isFirst = true;
  for await (const page of exportedMatches(database, scope, run.id)) {
    const texts = page.flatMap(write.texts).filter((text) => text !== '');
    if (texts.length === 0) continue;
    yield `${isFirst ? '' : write.separator}${texts.join(write.separator)}`;
    isFirst = false;
  }
  yield write.tail;
}

/** How the matches of a run are written: what stands before, between and after them, and the texts of each. */
async function matchWriter(
  database: Database,
  scope: TeamScope,
  { run, format }: { run: RunRow; format: MatchFormat },
): Promise<{ head: string; separator: string; tail: string; texts: (match: ExportedMatch) => string[] }> {
  const lines = { head: '', separator: '', tail: '' };
  switch (format) {
    case 'jsonl':
      return { ...lines, texts: (match) => [matchJsonl(match)] };
    case 'dpo':
      return { ...lines, texts: (match) => [dpoJsonl(match)] };
    case 'fastchat': {
      const timestamp = (run.endedAt ?? run.createdAt).getTime() / 1000;
      return { ...lines, texts: (match) => [fastchatJsonl(match, { timestamp })] };
    }
    case 'arena-hard': {
      const baseline = await baselineOf(database, scope, run);
      return { ...lines, texts: (match) => [arenaHardJsonl(match, { baseline })] };
    }
    case 'alpacaeval': {
      const baseline = await baselineOf(database, scope, run);
      const list = { head: '[\n', separator: ',\n', tail: '\n]\n' };
      return { ...list, texts: (match) => alpacaEvalAnnotations(match, { baseline }) };
    }
  }
}

/** Whom everybody met, if there is somebody. */
async function baselineOf(database: Database, scope: TeamScope, run: RunRow): Promise<string | null> {
  return (await currentLeaderboard(database, scope, run)).winRates?.reference ?? null;
}
