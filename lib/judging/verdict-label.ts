import type { ShownVerdict } from './verdict.ts';

/** What judges put before the letter: `Output (a)`, `Answer A`, `답변 A`. */
export const NOUN =
  '(?:(?:the\\s+)?(?:output|answer|response|assistant|model|option|candidate|choice|completion|translation|summary|system)|답변|응답|출력|대답|모델|어시스턴트|선택지|후보)';

const WRAPPING = /^[\s*_`"'“”‘’«»#]+|[\s*_`"'“”‘’«».!。]+$/g;
const LETTER = new RegExp(`^(?:${NOUN}\\s*:?\\s*)?[([{<"'*_]*([ab])[)\\]}>"'*_]*(?:\\s*(?:입니다|이다))?$`, 'iu');
const TIE = new RegExp(
  [
    "^(?:(?:it(?:['’]s| is)|this is)\\s+)?(?:an?\\s+)?(?:tie|draw|tied|equal)$",
    '^both(?:\\s+(?:answers|outputs|responses))?\\s+are\\s+(?:equally\\s+good|equal|tied)$',
    '^(?:무승부|동점|비김)(?:입니다|이다)?$',
  ].join('|'),
  'iu',
);
const LONGEST = 80;

/**
 * The verdict that a short text names and nothing else: `A`, `(a)`, `**Output (b)**.`, `Answer A`, `Tie`, `답변 B`, `무승부`.
 * @returns null for anything more or else (`A or B`, `C`, `[[Assistant A]]`): a verdict is not guessed
 */
export function verdictLabel(text: string): ShownVerdict | null {
  // What was asked for, as most replies have it.
  if (text === 'A' || text === 'B' || text === 'tie') return text;
  if (text.length > LONGEST || text.includes('[[')) return null;
  const bare = text.normalize('NFKC').replace(WRAPPING, '');
  const letter = LETTER.exec(bare)?.[1];
  if (letter !== undefined) return letter.toUpperCase() as 'A' | 'B';
  return TIE.test(bare) ? 'tie' : null;
}
