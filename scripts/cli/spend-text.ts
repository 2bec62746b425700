import type { RunRow } from '#lib/db/run-row.ts';
import { unreportedCost } from '#lib/pipeline/unreported-cost.ts';
import { moneyText } from './money-text.ts';

/** What a run has cost, and what it may have cost besides; empty where there is nothing to say. */
export function spendText(
  run: Pick<RunRow, 'priceKnown' | 'spend' | 'requests' | 'unreportedAttempts' | 'unreportedCost'>,
): string {
  const { attempts, upTo } = unreportedCost(run);
  const isFree = run.priceKnown && run.spend === 0 && upTo === 0;
  if (run.requests === 0 || isFree) return '';
  const spend = run.priceKnown ? `Spend $${moneyText(run.spend)}` : 'Spend unknown, as no price of this judge is known';
  if (attempts === 0) return `${spend}.`;
  const several =
    attempts === 1 ? '1 attempt did not report its cost' : `${attempts} attempts did not report their cost`;
  return `${spend}${upTo === null ? '' : `, and up to $${moneyText(upTo)} more`}: ${several}.`;
}
