import { VERDICT_WORDS } from './verdict-words.ts';
import { votesError } from './votes-error.ts';

/** Where the columns of a votes CSV are; −1 for one that is absent. Columns not named here are ignored. */
export class CsvHeader {
  readonly count: number;
  readonly contestantA: number;
  readonly contestantB: number;
  readonly verdict: number;
  readonly score: number;
  readonly prompt: number;
  readonly first: number;
  readonly weight: number;
  /** What a row must say about its result, for an error message. */
  readonly needs: string;

  /** @throws JoustError naming the columns found when needed ones are missing or one comes twice. */
  constructor(rawNames: readonly string[], { file, line }: { file: string; line: number }) {
    const names = rawNames.map((name) => name.trim());
    const at = (name: string) => names.indexOf(name);
    this.count = names.length;
    this.contestantA = at('contestant_a');
    this.contestantB = at('contestant_b');
    this.verdict = at('verdict');
    this.score = at('score');
    this.prompt = at('prompt_id');
    this.first = at('first');
    this.weight = at('weight');
    this.needs =
      this.verdict < 0 ? 'a score in [0, 1]' : `a verdict (${VERDICT_WORDS})${this.score < 0 ? '' : ' or a score'}`;
    const hasAll = this.contestantA >= 0 && this.contestantB >= 0 && (this.verdict >= 0 || this.score >= 0);
    if (hasAll && new Set(names).size === names.length) return;
    throw votesError({
      code: 'votes-columns',
      file,
      line,
      expected: 'the columns contestant_a, contestant_b and verdict or score, once each',
      got: `the columns ${names.slice(0, 20).join(', ').slice(0, 300)}`,
      fix: 'Name the columns in the first row and separate them by commas.',
    });
  }
}
