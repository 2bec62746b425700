import type { ShownVerdict } from './verdict.ts';
import { NOUN, verdictLabel } from './verdict-label.ts';

/** Longer lines are prose, and their words are about the answers. */
const LONGEST_LINE = 300;
const DECORATION = /[*_`]+/g;

const KEY = new RegExp(
  '^(?:#+\\s*)?(?:so|thus|therefore|hence)?,?\\s*(?:(?:my|the|final|overall|최종)\\s+)*' +
    '(?:verdict|decision|judge?ment|conclusion|winner|preference|choice|answer|(?:better|best|preferred|winning)\\s+(?:answer|output|response|one|choice)' +
    '|판정|결론|승자|선택|평가\\s*결과|더\\s*(?:나은|좋은)\\s*(?:답변|응답|출력|쪽))' +
    '\\s*(?:is|[:=：]|은|는)\\s*(.+)$',
  'iu',
);
const BETTER = new RegExp(
  `^(?:(?:overall|therefore|thus|so|hence),?\\s+)?(${NOUN}?\\s*\\(?[ab]\\)?)\\s+` +
    '(?:wins|is\\s+(?:(?:the|a|clearly|slightly|much|significantly|somewhat|definitely|overall)\\s+)*' +
    '(?:better|best|winner|preferred|superior|stronger)(?:\\s+(?:one|answer|output|response|choice|overall))?' +
    `(?:\\s+than\\s+(?:the\\s+other(?:\\s+one)?|${NOUN}?\\s*\\(?[ab]\\)?))?)(.*)$`,
  'iu',
);
const CHOSEN = new RegExp(
  `^i(?:\\s+would|['’]d)?\\s+(?:prefer|choose|pick|select|go\\s+with)\\s+(${NOUN}?\\s*\\(?[ab]\\)?)(.*)$`,
  'iu',
);
const BETTER_IN_KOREAN = new RegExp(
  `^(?:따라서|그러므로|결론적으로)?,?\\s*(${NOUN}?\\s*\\(?[ab]\\)?)\\s*(?:가|이|쪽이)\\s*(?:(?:더|훨씬|조금|약간|좀)\\s*)*` +
    '(?:좋습니다|좋다|좋아요|좋음|낫습니다|낫다|나아요|나음|우수합니다|우수하다|우수함|뛰어납니다|뛰어나다|적절합니다|정확합니다|이겼습니다|이깁니다)[.!\\s]*()$',
  'iu',
);
/** What may follow a statement: nothing, or a reason without a second thought. */
const REASON = /^[.!\s]*$|^,?\s*(?:because|since|as\s+it|due\s+to)\s/i;
const SECOND_THOUGHT =
  /\b(?:but|however|although|though|yet|better|best|wins?|winner|tie|prefer\w*|instead|actually|wait|not)\b/i;

/**
 * The verdict of a reply in words: `Verdict: B`, `Answer A is better.`, `답변 A가 더 좋습니다`, or a label alone, on a line of its own.
 *
 * Statements may stand anywhere; a bare label only as the first or last line. All that is found must agree: words are weaker than a marked
 * verdict, and lines of an answer that the judge repeats look the same.
 * @returns null when there is none, or when they contradict each other
 */
export function spokenVerdict(text: string): ShownVerdict | null {
  if (text.includes('[[')) return null;
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const bare = [lines[0], lines.at(-1)].map((line) => verdictLabel(line ?? ''));
  const said = lines.map(statementOf);
  const found = new Set([...bare, ...said].filter((verdict) => verdict !== null));
  return found.size === 1 ? ([...found][0] as ShownVerdict) : null;
}

function statementOf(line: string): ShownVerdict | null {
  if (line.length > LONGEST_LINE) return null;
  const plain = line.normalize('NFKC').replace(DECORATION, '').trim();
  const keyed = KEY.exec(plain)?.[1];
  if (keyed !== undefined) return verdictLabel(keyed) ?? statementOf(keyed);
  for (const form of [BETTER, CHOSEN, BETTER_IN_KOREAN]) {
    const [, label, rest] = form.exec(plain) ?? [];
    if (label !== undefined && rest !== undefined && REASON.test(rest) && !SECOND_THOUGHT.test(rest))
      return verdictLabel(label);
  }
  return null;
}
