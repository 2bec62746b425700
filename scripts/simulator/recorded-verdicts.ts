import { z } from 'zod';
import type { Decision, ShownVerdict } from './decision.ts';
import { readJsonLines } from './json-lines.ts';
import { ResponseFinder } from './shown-responses.ts';

const turns = z.array(z.string()).min(1);
const letter = z.enum(['A', 'B', 'tie', 'error']);
const pairLine = z.object({ prompt: turns, a: turns, b: turns, ab: letter.nullish(), ba: letter.nullish() });
const scoreLine = z.object({ prompt: turns, a: turns, score: z.number() });
const replayLine = z.union([pairLine, scoreLine]);
type ReplayLine = z.infer<typeof replayLine>;

/**
 * Verdicts a real judge once gave, found again by the answers shown. `ab` is the verdict with `a` shown first and `ba`
 * with `b` shown first, both as letters by shown position.
 */
export class RecordedVerdicts {
  readonly #finder: ResponseFinder;
  readonly #verdicts = new Map<string, ShownVerdict>();
  readonly #scores = new Map<string, number>();

  constructor(lines: readonly ReplayLine[]) {
    for (const line of lines) this.#remember(line);
    this.#finder = new ResponseFinder(
      lines.flatMap((line) =>
        ('b' in line ? [line.a, line.b] : [line.a]).map((answer) => ({
          promptKey: promptKeyOf(line),
          promptTurns: line.prompt,
          turns: answer,
          quality: null,
        })),
      ),
    );
  }

  /** Reads a replay file. */
  static read(file: string): RecordedVerdicts {
    return new RecordedVerdicts(readJsonLines(file, replayLine));
  }

  /** The recorded decision; null when none was recorded for these answers in this order. */
  decide(request: string): Decision | null {
    const [first, second] = this.#finder.find(request);
    if (!first) return null;
    if (!second) return scored(this.#scores.get(keyOf(first.promptKey, first.turns)));
    return replayed(this.#verdicts.get(keyOf(first.promptKey, first.turns, second.turns)));
  }

  #remember(line: ReplayLine): void {
    const prompt = promptKeyOf(line);
    if (!('b' in line)) {
      this.#scores.set(keyOf(prompt, line.a), line.score);
      return;
    }
    if (line.ab) this.#verdicts.set(keyOf(prompt, line.a, line.b), line.ab);
    if (line.ba) this.#verdicts.set(keyOf(prompt, line.b, line.a), line.ba);
  }
}

/** A conversation may be recorded in full or up to a turn; both belong to the prompt that opens it. */
function promptKeyOf(line: ReplayLine): string {
  return line.prompt[0] ?? '';
}

function keyOf(prompt: string, ...answers: readonly (readonly string[])[]): string {
  return JSON.stringify([prompt, ...answers]);
}

function replayed(verdict: ShownVerdict | undefined): Decision | null {
  if (verdict === undefined) return null;
  const reason = 'Replayed: a recorded verdict.';
  return { about: 'pair', verdict, probabilities: null, firstQuality: null, secondQuality: null, reason };
}

function scored(score: number | undefined): Decision | null {
  if (score === undefined) return null;
  const reason = 'Replayed: a recorded score.';
  const unknown = { verdict: 'tie', probabilities: null, firstQuality: null, secondQuality: null } as const;
  return { about: 'single', ...unknown, recordedScore: score, reason };
}
