import type { DeletionEffect } from '#lib/pipeline/deletion-effect.ts';

/** What a deletion does, for a terminal. */
export function deletionText(effect: DeletionEffect): string {
  const { kind, contestant, submissions, answers, removed, erased, runs } = effect;
  const benchmarks = [...new Set(submissions.map((one) => one.benchmark))].join(', ');
  const head = `${kind} ${contestant}: ${plural(answers, 'answer')} in ${plural(submissions.length, 'submission')}${benchmarks && ` to ${benchmarks}`}`;
  const lines = [
    removed.length > 0 && `${plural(removed.length, 'submission')} never played: gone completely`,
    erased.length > 0 &&
      `played in ${plural(runs.length, 'run')} (${runs.map((number) => `#${number}`).join(', ')}): the results stay, the answers' texts are erased and cannot be re-judged`,
    submissions.length === 0 && 'no answers left to delete',
  ];
  return [head, ...lines.filter((line) => line !== false).map((line) => `  ${line}`)].join('\n');
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
