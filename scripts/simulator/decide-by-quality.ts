import type { Decision, ShownVerdict, VerdictProbabilities } from './decision.ts';
import { guessedQuality } from './guessed-quality.ts';
import { labelledSections } from './labelled-sections.ts';
import type { ResponseFinder, ShownResponse } from './shown-responses.ts';
import { stableLuck } from './stable-luck.ts';
import { verdictProbabilities } from './verdict-probabilities.ts';

/** An answer in a request, with the quality it is taken to have. */
interface GradedText {
  readonly content: string;
  readonly quality: number;
  readonly graded: boolean;
}

/** Decides by the qualities of the answers shown; the same answers in the same order always get the same verdict. */
export function decideByQuality(
  request: string,
  judge: { finder: ResponseFinder; seed: string; firstBias: number },
): Decision {
  const shown = judge.finder.find(request);
  const [first, second] = shown;
  if (first && second) return decidePair(gradedOf(first), gradedOf(second), { ...judge, prompt: first.promptKey });
  const sections = labelledSections(request);
  if (sections) {
    const [one, other] = [sections.first, sections.second].map((text) => textOf(text, shown, judge.seed));
    if (one && other) return decidePair(one, other, { ...judge, prompt: first?.promptKey ?? '' });
  }
  return first ? decideSingle(gradedOf(first)) : decideNothing(request, judge.seed);
}

function gradedOf(shown: ShownResponse): GradedText {
  return { content: shown.turns.join('\n'), quality: shown.quality ?? 5, graded: shown.quality !== null };
}

/** A section holds a known answer, or an empty or unknown one. */
function textOf(section: string, known: readonly ShownResponse[], seed: string): GradedText {
  const match = known.find((one) => one.turns.some((turn) => turn !== '' && section.includes(turn.trim())));
  if (match) return gradedOf(match);
  return { content: section, quality: guessedQuality(section, seed), graded: false };
}

function decidePair(
  first: GradedText,
  second: GradedText,
  judge: { seed: string; firstBias: number; prompt: string },
): Decision {
  const qualities = { firstQuality: first.quality, secondQuality: second.quality };
  const same = first.content === second.content;
  const probabilities = same
    ? { A: 0, B: 0, tie: 1 }
    : verdictProbabilities({ ...qualities, firstBias: judge.firstBias });
  const luck = stableLuck(judge.seed, judge.prompt, first.content, second.content);
  return {
    about: 'pair',
    verdict: drawVerdict(probabilities, luck),
    probabilities,
    ...qualities,
    reason: pairReason(first, second),
  };
}

function pairReason(first: GradedText, second: GradedText): string {
  if (first.graded && second.graded) {
    return `Simulated: the first answer was graded ${first.quality}, the second ${second.quality}.`;
  }
  return `Simulated: the first answer was ${phrase(first)}, the second ${phrase(second)}.`;
}

function phrase(text: GradedText): string {
  return text.graded ? `graded ${text.quality}` : `not graded and taken as ${text.quality}`;
}

function drawVerdict(probabilities: VerdictProbabilities, luck: number): ShownVerdict {
  if (luck < probabilities.A) return 'A';
  return luck < probabilities.A + probabilities.B ? 'B' : 'tie';
}

function decideSingle(answer: GradedText): Decision {
  return {
    about: 'single',
    verdict: 'tie',
    probabilities: null,
    firstQuality: answer.quality,
    secondQuality: null,
    reason: `Simulated: the answer was ${phrase(answer)}.`,
  };
}

function decideNothing(request: string, seed: string): Decision {
  return {
    about: 'none',
    verdict: stableLuck(seed, 'none', request) < 0.5 ? 'A' : 'B',
    probabilities: null,
    firstQuality: null,
    secondQuality: null,
    reason: 'Simulated: no answers were recognised; this is a coin flip.',
  };
}
