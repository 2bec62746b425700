/** For prompts of any kind. */
export const general = {
  id: 'general',
  title: { en: 'General', ko: '일반' },
  instructions: `You compare two answers, A and B, to the same prompt and say which one serves the person who asked better.

Weigh, in this order: does it do what was asked, is it correct, is it complete without padding, is it clear. If there are several turns, judge the conversation as a whole. If a reference is given, use it to check correctness; an answer may differ from it and be as good. Length, order of presentation, formatting, confidence and praise of itself count for nothing.`,
};
