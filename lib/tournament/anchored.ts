import { JoustError } from '#lib/errors.ts';
import { pairedMatch } from './paired-match.ts';
import type { PlannedMatch } from './planned-match.ts';
import type { PromptEntrants, ScheduleInput } from './schedule-input.ts';
import { seededOrder } from './seeded-order.ts';

/**
 * The anchors of a run: those asked for, or one: the contestant that answered most prompts, the seed deciding between equals.
 *
 * @throws JoustError `unknown-anchor` when one that was asked for has no answer at all.
 */
export function anchorsOf({ prompts, seed }: ScheduleInput, wanted: readonly string[] | undefined): Set<string> {
  const answers = new Map<string, number>();
  for (const { contestants } of prompts) {
    for (const contestant of contestants) answers.set(contestant, (answers.get(contestant) ?? 0) + 1);
  }
  if (wanted === undefined || wanted.length === 0) {
    const mostAnswers = Math.max(...answers.values());
    const complete = [...answers.keys()].filter((contestant) => answers.get(contestant) === mostAnswers);
    return new Set(seededOrder(complete, ['anchor', seed]).slice(0, 1));
  }
  const unknown = wanted.find((anchor) => !answers.has(anchor));
  if (unknown !== undefined) {
    throw new JoustError({
      code: 'unknown-anchor',
      expected: 'anchors that are contestants of the run',
      got: `"${unknown}"`,
      fix: 'Name contestants that have answers, or leave anchors out to have one chosen.',
    });
  }
  return new Set(wanted);
}

/** Matches on one prompt: each anchor that answered it, times each other contestant that did. */
export function anchoredCount({ contestants }: PromptEntrants, anchors: ReadonlySet<string>): number {
  const present = contestants.filter((contestant) => anchors.has(contestant)).length;
  return present * (contestants.length - present);
}

/** Each contestant against each anchor on one prompt. Anchors do not meet one another. */
export function anchoredMatches(
  { promptKey, contestants }: PromptEntrants,
  anchors: ReadonlySet<string>,
): PlannedMatch[] {
  const names = [...contestants].sort();
  const matches: PlannedMatch[] = [];
  for (const anchor of names.filter((name) => anchors.has(name))) {
    for (const contestant of names.filter((name) => !anchors.has(name))) {
      const pair: [string, string] = [anchor, contestant];
      matches.push(pairedMatch({ promptKey, slot: matches.length, replicate: 0, contestants: pair }));
    }
  }
  return matches;
}
