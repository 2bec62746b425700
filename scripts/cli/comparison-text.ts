import { csvRow } from '#lib/dataset/export/csv-row.ts';
import type { RunRow } from '#lib/db/run-row.ts';
import type { ComparedContestant, RunComparison } from '#lib/pipeline/compare-runs.ts';
import { differencesCsv } from '#lib/pipeline/differences-csv.ts';
import { table } from './table.ts';

const FLIPS = 20;

/** A comparison for a terminal. */
export function comparisonText(runs: { first: RunRow; second: RunRow }, comparison: RunComparison): string {
  const { first, second } = runs;
  const { prompts, flips } = comparison;
  const simulated = first.simulated || second.simulated ? ' (simulated)' : '';
  const parts = [
    `#${first.number} against #${second.number} on ${first.benchmark}${simulated}: ${prompts.shared} shared prompts` +
      `, ${prompts.onlyFirst} only in #${first.number}, ${prompts.onlySecond} only in #${second.number}\n`,
    ratings(comparison),
    agreement(comparison),
    flips.flips.length === 0
      ? ''
      : table(
          ['prompt', 'a', 'b', `#${first.number}`, `#${second.number}`],
          flips.flips
            .slice(0, FLIPS)
            .map((flip) => [flip.promptKey, flip.a, flip.b, flip.first.verdict, flip.second.verdict]),
        ),
    flips.flips.length > FLIPS ? `… and ${flips.flips.length - FLIPS} more: --csv flips\n` : '',
  ];
  return parts.filter((part) => part !== '').join('\n');
}

function ratings({ contestants, method }: RunComparison): string {
  if (contestants === null) return 'No ratings to compare: the runs share no prompts, or contestants that met.\n';
  const lines = table(
    ['contestant', 'first', 'second', 'difference', '95 % interval', 'rank', 'prompts'],
    contestants.map((one) => [
      nameOf(one),
      one.first.toFixed(0),
      one.second.toFixed(0),
      signed(one.difference),
      one.lower === null || one.upper === null ? '–' : `${signed(one.lower)} to ${signed(one.upper)}`,
      one.firstRank === one.secondRank ? String(one.firstRank) : `${one.firstRank} > ${one.secondRank}`,
      String(one.prompts),
    ]),
  );
  const prior = method.leansOnPrior ? 'warning: some ratings lean on the weak prior of 1 pseudo-game.\n' : '';
  return `${lines}${method.name}, ${method.rounds} rounds, seed ${method.seed}; mean of the common contestants is 1000\n${prior}`;
}

function agreement({ flips }: RunComparison): string {
  const { agreement: found, share, common, inconsistent } = flips;
  if (common === 0) return 'No match was judged in both runs.\n';
  const contradictions = `inconsistent: ${inconsistent.first} in the first, ${inconsistent.second} in the second, ${inconsistent.both} in both`;
  if (!found || !share) return `${common} matches judged in both; ${contradictions}\n`;
  const percent = (part: number) => `${(part * 100).toFixed(1)} %`;
  return (
    `${common} matches judged in both; of ${found.matches} decided without contradiction ${found.agreed} agree: ${percent(found.share)}` +
    `, Cohen's kappa ${found.kappa === null ? '–' : found.kappa.toFixed(2)}\n${contradictions}\n`
  );
}

const FLIP_HEAD = [
  'prompt_id',
  'category',
  'contestant_a',
  'contestant_b',
  'kind',
  'first_verdict',
  'second_verdict',
  'first_match',
  'second_match',
];

/** One table of a comparison as CSV. */
export function comparisonCsv({ contestants, flips }: RunComparison, wanted: 'ratings' | 'flips'): string {
  if (wanted === 'ratings') return differencesCsv(contestants ?? []);
  const lines = flips.flips.map(({ promptKey, category, a, b, kind, first, second }) =>
    csvRow([promptKey, category, a, b, kind, first.verdict, second.verdict, first.id, second.id]),
  );
  return csvRow(FLIP_HEAD) + lines.join('');
}

function nameOf({ firstName, secondName }: ComparedContestant): string {
  return firstName === secondName ? firstName : `${firstName} > ${secondName}`;
}

function signed(points: number): string {
  const rounded = Math.round(points);
  return rounded > 0 ? `+${rounded}` : String(rounded === 0 ? 0 : rounded).replace('-', '−');
}
