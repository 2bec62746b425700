import { JoustError } from '#lib/errors.ts';
import { anchoredCount, anchoredMatches, anchorsOf } from './anchored.ts';
import { balanceSides } from './balance-sides.ts';
import { knockoutCount, knockoutMatches } from './knockout.ts';
import { leagueCount, leagueMatches } from './league.ts';
import { newcomerMatchCount, newcomerMatches } from './newcomer.ts';
import type { PlannedMatch } from './planned-match.ts';
import { randomMatches, randomPairCount } from './random-pairs.ts';
import { checkScheduleInput, type PromptEntrants, type ScheduleInput } from './schedule-input.ts';
import { seededOrder } from './seeded-order.ts';
import { swissCount, swissMatches } from './swiss-plan.ts';

export type { PromptEntrants, ScheduleInput } from './schedule-input.ts';

/**
 * - `knockout`: a bracket a prompt, n − 1 matches in ceil(log2 n) rounds; strong contestants play more.
 * - `league`: every pair once on every prompt.
 * - `random`: random pairs, all at once; by default as many as a knockout.
 * - `anchored`: everyone against one or a few fixed contestants.
 * - `swiss`: rounds on each prompt in which everyone meets somebody with as many points, by default as many as a knockout costs.
 * - `newcomer`: one contestant against incumbents in turn; nobody else meets.
 */
export type ScheduleKind = 'knockout' | 'league' | 'random' | 'anchored' | 'swiss' | 'newcomer';

/** Settings of a schedule; those of another kind are ignored. */
export interface ScheduleOptions {
  /** `random`: matches on each prompt, 1 or more. Default: one fewer than the prompt has contestants, as in a knockout. */
  readonly pairsPerPrompt?: number;
  /** `anchored`: names of the anchors. Default: one, the contestant that answered most prompts, the seed deciding between equals. */
  readonly anchors?: readonly string[];
  /** `newcomer`: who it is. */
  readonly newcomer?: string;
  /**
   * `swiss`: rounds on each prompt, 1 or more; never more than it takes to meet everybody. `newcomer`: its matches on each prompt, by
   * default log2 of its incumbents, rounded up.
   */
  readonly rounds?: number;
}

/** Who meets whom. Both functions throw JoustError when a prompt, or a contestant on a prompt, is listed twice. */
export interface Schedule {
  readonly kind: ScheduleKind;
  /** True when later matches wait for what comes of earlier ones. */
  readonly hasBracket: boolean;
  /**
   * All matches of a run. The same seed, prompts and contestants give the same list in whatever order they are passed. Prompts come
   * in a random order of their own, so that a run that is stopped early has seen a fair sample; rounds and slots ascend.
   */
  plan(input: ScheduleInput): PlannedMatch[];
  /** How many matches `plan` would return, without planning them. */
  matchCount(input: ScheduleInput): number;
}

/** What a kind of schedule does with one prompt of a run. */
interface PromptPlan {
  matches(prompt: PromptEntrants): PlannedMatch[];
  count(prompt: PromptEntrants): number;
}

/**
 * The schedule of this kind.
 *
 * @throws JoustError `bad-pairs-per-prompt`.
 */
export function scheduleOf(kind: ScheduleKind, options: ScheduleOptions = {}): Schedule {
  checkPairsPerPrompt(options.pairsPerPrompt);
  const hasBracket = kind === 'knockout' || kind === 'swiss';
  return {
    kind,
    hasBracket,
    plan(input) {
      checkScheduleInput(input);
      const matches =
        kind === 'newcomer'
          ? newcomerPlan(input, options)
          : inSeededOrder(input).flatMap(promptPlan(input, { kind, options }).matches);
      if (!hasBracket) balanceSides(matches, input.seed);
      return matches;
    },
    matchCount(input) {
      checkScheduleInput(input);
      if (kind === 'newcomer') return newcomerPlan(input, options).length;
      const { count } = promptPlan(input, { kind, options });
      return input.prompts.reduce((total, prompt) => total + count(prompt), 0);
    },
  };
}

function promptPlan(
  input: ScheduleInput,
  { kind, options }: { kind: Exclude<ScheduleKind, 'newcomer'>; options: ScheduleOptions },
): PromptPlan {
  const { seed } = input;
  switch (kind) {
    case 'knockout':
      return {
        matches: (prompt) => knockoutMatches(prompt, seed),
        count: ({ contestants }) => knockoutCount(contestants.length),
      };
    case 'league':
      return { matches: leagueMatches, count: ({ contestants }) => leagueCount(contestants.length) };
    case 'random': {
      const { pairsPerPrompt } = options;
      return {
        matches: (prompt) => randomMatches(prompt, { seed, pairsPerPrompt }),
        count: ({ contestants }) => randomPairCount(contestants.length, pairsPerPrompt),
      };
    }
    case 'swiss': {
      const { rounds } = options;
      return {
        matches: (prompt) => swissMatches(prompt, { seed, rounds }),
        count: ({ contestants }) => swissCount(contestants.length, rounds),
      };
    }
    case 'anchored': {
      const anchors = anchorsOf(input, options.anchors);
      return {
        matches: (prompt) => anchoredMatches(prompt, anchors),
        count: (prompt) => anchoredCount(prompt, anchors),
      };
    }
  }
}

/** @throws JoustError `unknown-newcomer` when it has no answer at all, or none is named. */
function newcomerPlan({ prompts, seed }: ScheduleInput, { newcomer, rounds }: ScheduleOptions): PlannedMatch[] {
  const names = new Set(prompts.flatMap(({ contestants }) => contestants));
  if (newcomer === undefined || !names.has(newcomer)) {
    throw new JoustError({
      code: 'unknown-newcomer',
      expected: 'a newcomer with an answer',
      got: newcomer === undefined ? 'none named' : JSON.stringify(newcomer),
      fix: 'Import its answers to the prompts of the run.',
    });
  }
  return newcomerMatches({ prompts, newcomer, seed, matchesPerPrompt: rounds ?? newcomerMatchCount(names.size - 1) });
}

function inSeededOrder({ prompts, seed }: ScheduleInput): PromptEntrants[] {
  const byKey = new Map(prompts.map((prompt) => [prompt.promptKey, prompt]));
  return seededOrder([...byKey.keys()], ['prompts', seed]).map((key) => byKey.get(key)!);
}

function checkPairsPerPrompt(pairsPerPrompt: number | undefined): void {
  if (pairsPerPrompt === undefined || (Number.isSafeInteger(pairsPerPrompt) && pairsPerPrompt >= 1)) return;
  throw new JoustError({
    code: 'bad-pairs-per-prompt',
    expected: 'a whole number of pairs per prompt, 1 or more',
    got: String(pairsPerPrompt),
    fix: 'Leave it out to have as many matches as a knockout.',
  });
}
