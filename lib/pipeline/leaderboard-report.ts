import type { LeaderboardReport } from '#lib/dataset/export/leaderboard-report.ts';
import type { LeaderboardContent } from '#lib/db/leaderboards.ts';
import type { PlanCoverage } from '#lib/db/plan-coverage.ts';
import type { RunRow } from '#lib/db/run-row.ts';
import { coverageClauses } from './coverage-text.ts';
import { sourcesText } from './sources-text.ts';
import { warningTexts } from './warning-texts.ts';

/** A run's leaderboard as a document shows it. */
export function leaderboardReport(options: {
  run: RunRow;
  content: LeaderboardContent;
  coverage: PlanCoverage;
}): LeaderboardReport {
  const { run, content, coverage } = options;
  return {
    title: `${run.benchmark} · run #${run.number}${run.simulated ? ' (simulated)' : ''}`,
    simulated: run.simulated,
    ratings: content.ratings,
    winRates: content.winRates ?? null,
    basis: basisOf(content, coverage),
    warnings: warningTexts(content),
    provenance: provenanceOf(run, content),
  };
}

function basisOf(content: LeaderboardContent, coverage: PlanCoverage): string[] {
  const { matches, pending, withVerdict, inconsistent } = coverage;
  const skipped = Object.entries(content.skipped).map(([word, count]) => `${count} ${word}`);
  const share = content.firstShownWinRate;
  const sources = sourcesText(content);
  return [
    ...(sources ? [`The board of run #${content.sources?.[0]?.run}, ${sources}.`] : []),
    ...(pending === 0 ? [] : [`So far ${withVerdict + inconsistent} of ${matches} matches are judged.`]),
    ...coverageClauses(coverage).map((clause) => `${clause}.`),
    `${content.games} games${skipped.length > 0 ? `; left out: ${skipped.join(', ')}` : ''}.`,
    ...(share === null ? [] : [`The answer shown first won ${(100 * share).toFixed(1)} % of decided judgements.`]),
    ...(content.winRates ? [`Win rates are against ${content.winRates.reference}.`] : []),
  ];
}

function provenanceOf(run: RunRow, content: LeaderboardContent): { name: string; value: string }[] {
  const { parameters } = content;
  const said = (name: string) => String(parameters[name] ?? 'none');
  return [
    { name: 'Benchmark', value: `${run.benchmark}, version ${run.benchmarkVersion}` },
    { name: 'Run', value: `#${run.number} (${run.id}), ${run.state.toLowerCase().replaceAll('_', ' ')}` },
    { name: 'Schedule', value: `${run.schedule}, ${run.bothOrders ? 'both orders' : 'one order'}` },
    { name: 'Judge', value: `${run.judgeModel} at ${run.judgeEndpoint}` },
    { name: 'Template', value: `${run.templateId}@${run.templateVersion}` },
    {
      name: 'Method',
      value: `${content.method === 'elo' ? 'Online Elo' : 'Bradley–Terry by maximum likelihood'}, scale 400·log10, mean ${said('center')} ${heldBy(content)}; a tie is half a win`,
    },
    {
      name: 'Intervals',
      value: parameters.interval
        ? `${100 * Number(parameters.level)} %, ${said('interval')}: ${said('rounds')} resamples of ${said('clusters')} ${said('cluster')}s`
        : 'none',
    },
    { name: 'Prior', value: `${Number(parameters.prior ?? 0)} tied pseudo-games per contestant` },
    { name: 'Seed', value: said('seed') },
    { name: 'Ended', value: run.endedAt?.toISOString() ?? 'not yet' },
  ];
}

/** Whose mean the scale has. */
function heldBy({ sources }: LeaderboardContent): string {
  return sources ? `of those who played in run #${sources[0]?.run}` : 'per group';
}
