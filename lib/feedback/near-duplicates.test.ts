import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nearDuplicates, normalisedText } from './near-duplicates.ts';

/** Every pair, from the definition. */
function naive(texts: readonly string[], threshold: number) {
  const sets = texts.map((text) => {
    const normal = normalisedText(text);
    if (normal === '') return new Set<string>();
    const starts = Array.from({ length: Math.max(1, normal.length - 4) }, (_, start) => start);
    return new Set(starts.map((start) => normal.slice(start, start + 5)));
  });
  return sets.flatMap((left, first) =>
    sets.flatMap((right, second) => {
      if (second <= first || left.size === 0 || right.size === 0) return [];
      const shared = [...left].filter((shingle) => right.has(shingle)).length;
      const similarity = shared / (left.size + right.size - shared);
      return similarity >= threshold ? [{ first, second, similarity }] : [];
    }),
  );
}

describe('nearDuplicates', () => {
  it('finds equal texts whatever their spaces, case, width and punctuation', () => {
    const texts = ['What is 2 + 2?', '  what IS 2+2', 'Ｗｈａｔ is 2 2', 'Something else entirely'];
    expect(nearDuplicates(texts, 0.8).map(({ first, second, similarity }) => [first, second, similarity])).toEqual([
      [0, 1, 1],
      [0, 2, 1],
      [1, 2, 1],
    ]);
  });

  it('finds a text with a word changed, in Korean too, and leaves different ones alone', () => {
    const long = 'Write a polite letter to the neighbours about the noise of the bathroom works next week';
    const texts = [
      `${long}, please.`,
      `${long}, thanks.`,
      '이웃에게 다음 주 욕실 공사 소음에 대해 정중하게 양해를 구하는 안내문을 네 문장으로 써 주세요. 공사 시간과 담당자 연락처도 함께 적어 주시면 좋겠습니다.',
      '이웃에게 다음 주 욕실 공사 소음에 대해 정중하게 양해를 구하는 안내문을 세 문장으로 써 주세요. 공사 시간과 담당자 연락처도 함께 적어 주시면 좋겠습니다.',
      'Name three rivers of Peru.',
    ];
    expect(nearDuplicates(texts, 0.8).map(({ first, second }) => [first, second])).toEqual([
      [0, 1],
      [2, 3],
    ]);
  });

  it('finds exactly what comparing every pair finds', () => {
    const word = fc.constantFrom('alpha', 'beta', 'gamma', 'delta', 'ε');
    const text = fc.array(word, { maxLength: 12 }).map((words) => words.join(' '));
    fc.assert(
      fc.property(fc.array(text, { maxLength: 12 }), fc.constantFrom(0.3, 0.5, 0.8, 1), (texts, threshold) => {
        expect(nearDuplicates(texts, threshold)).toEqual(naive(texts, threshold));
      }),
    );
  });

  it('never takes empty texts for duplicates', () => {
    expect(nearDuplicates(['', '…', ''], 0.8)).toEqual([]);
  });
});
