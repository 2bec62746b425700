/** For prompts with one right answer, which the judge is shown. */
export const referenceGuided = {
  id: 'reference-guided',
  title: { en: 'Against a reference', ko: '참조 답안과 비교' },
  instructions: `You compare two answers, A and B, to the same prompt with a reference that is known to be right, and say which one is closer to being right.

First check each answer by itself against the reference: does it come to the same result, and are the steps that lead there sound. Wording, order and length may differ. A right result wins over a wrong one, however well the wrong one is told. Of two right answers prefer the one whose way is sound and clear; of two wrong ones the one whose mistake is smaller. If both are equally right, or wrong in the same way, say "tie".`,
  requires: ['reference'],
};
