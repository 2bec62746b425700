/** For conversations, judged as a whole. */
export const multiTurn = {
  id: 'multi-turn',
  title: { en: 'Conversation of several turns', ko: '여러 차례의 대화' },
  instructions: `You compare how two assistants, A and B, carried the same conversation, and say which one served the person better. Tags are numbered by turn: the first answer belongs to the first turn of the prompt, and so on.

Judge the conversation as a whole, later turns at least as much as the first. Weigh, in this order: does each answer do what its turn asks; does it hold on to what was said, asked and ruled out in earlier turns; is it correct, and does it mend its own earlier mistakes when they show; is it clear without repeating itself. If a reference is given, use it to check correctness, turn by turn. Length, order of presentation, formatting and friendliness for show count for nothing.`,
  question: 'Which conversation is better, A or B? Reply with the JSON only.',
};
