import type { TrialVerdict } from '#lib/db/trial-verdicts.ts';
import type { RunOutlook } from '#lib/pipeline/run-outlook.ts';
import { moneyText } from './money-text.ts';

const LONGEST_PROMPT = 100;

/** A verdict of a trial: what was asked, who was shown first, who won and why. */
export function trialVerdictText(verdict: TrialVerdict): string {
  const { promptKey, contestantA, contestantB, first, reason } = verdict;
  const [shownFirst, shownSecond] = first === 'a' ? [contestantA, contestantB] : [contestantB, contestantA];
  return [
    `  ${promptKey}  ${shortened(verdict.prompt)}`,
    `    shown first: ${shownFirst}; second: ${shownSecond}`,
    `    ${outcome(verdict)}${reason ? `: ${reason}` : ''}`,
  ].join('\n');
}

function outcome({ verdict, contestantA, contestantB }: TrialVerdict): string {
  if (verdict === 'a') return `better: ${contestantA}`;
  if (verdict === 'b') return `better: ${contestantB}`;
  return verdict === 'tie' ? 'tie' : `no verdict (${verdict})`;
}

function shortened(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length <= LONGEST_PROMPT ? line : `${line.slice(0, LONGEST_PROMPT)}…`;
}

/** What the rest of a run will cost, in one line, with what that rests on. */
export function outlookText({ calls, left, total }: RunOutlook): string {
  const { input, output } = left.tokens;
  const tokens = `${count(input.expected)} input tokens and ${rangeText(output, count)} output tokens`;
  const cost =
    left.cost === null || total === null
      ? 'cost unknown: no price for this judge'
      : `${rangeText(left.cost, dollars)} more, ${rangeText(total, dollars)} in all`;
  return `${count(calls)} more calls, about ${tokens}; ${cost}. ${basisText(left.basis)}`;
}

/** What an estimate rests on. */
export function basisText({ kind, replies }: RunOutlook['left']['basis']): string {
  switch (kind) {
    case 'run':
      return `From ${count(replies)} replies of this run, 95 % of the time inside.`;
    case 'earlier':
      return `From ${count(replies)} replies of this judge in an earlier run.`;
    case 'counted':
      return 'Input is counted in the encoding of the judge; how much it writes is assumed.';
    case 'assumed':
      return 'Input is counted in another encoding than the judge’s, and how much it writes is assumed: try it with --probe.';
  }
}

/** One number where both ends read the same. */
function rangeText({ low, high }: { low: number; high: number }, text: (value: number) => string): string {
  return text(low) === text(high) ? text(low) : `${text(low)} to ${text(high)}`;
}

function dollars(usd: number): string {
  return `$${moneyText(usd)}`;
}

function count(value: number): string {
  return Math.round(value).toLocaleString('en');
}
