/** The verdict alone: a few tokens a call. */
export const brief = {
  id: 'brief',
  title: { en: 'Brief: verdict only', ko: '간단: 판정만' },
  instructions: `You compare two answers, A and B, to the same prompt and say which one serves the person who asked better. Give no reason.

Prefer the answer that does what was asked and is correct; of two that are, the one without padding. If a reference is given, use it to check correctness. Length, order of presentation and formatting count for nothing.`,
  question: 'A, B or tie? Reply with the JSON only.',
  reply: 'verdict',
  maxOutputTokens: 256,
};
