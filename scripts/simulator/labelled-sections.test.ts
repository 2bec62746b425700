import { expect, test } from 'vitest';
import { labelledSections } from './labelled-sections.ts';

test.each([
  [
    '[The Start of Assistant A’s Answer]',
    '[The End of Assistant A’s Answer]',
    '[The Start of Assistant B’s Answer]',
    '[The End of Assistant B’s Answer]',
  ],
  ['<answer_A_3f9c2b>', '</answer_A_3f9c2b>', '<answer_B_3f9c2b>', '</answer_B_3f9c2b>'],
  [
    '=== FIRST ANSWER 77 ===',
    '=== END FIRST ANSWER 77 ===',
    '=== SECOND ANSWER 77 ===',
    '=== END SECOND ANSWER 77 ===',
  ],
  ['--- A 9e ---', '--- A 9e ---', '--- B 9e ---', '--- B 9e ---'],
])('finds the texts between delimiters like %s', (openA, closeA, openB, closeB) => {
  const request = ['Judge.', openA, 'one', 'more', closeA, 'between', openB, closeB, 'after'].join('\n');
  expect(labelledSections(request)).toEqual({ first: 'one\nmore', second: '' });
});

test('several turns of one side are joined', () => {
  const request = ['[A turn 1]', 'x', '[end A]', '[B turn 1]', 'y', '[end B]', '[A turn 2]', 'z', '[end A]'].join('\n');
  expect(labelledSections(request)).toEqual({ first: 'x\nz', second: 'y' });
});

test('says so when no delimiters name two sides', () => {
  expect(labelledSections('Compare A and B.\nfoo\n[A]\nbar')).toBeNull();
});
