/** For answers that have to rest on given material. */
export const rag = {
  id: 'rag',
  title: { en: 'Answers from given material (RAG)', ko: '주어진 자료로 답하기 (RAG)' },
  instructions: `You compare two answers, A and B, to a question that is to be answered from the material in context, and say which one serves the person who asked better.

Weigh, in this order: is every claim borne out by the context, and nothing in it contradicted; does it answer the question; does it use all of the context that matters; is it short and clear. A claim that the context does not hold counts against an answer even if it is true. If the context does not hold what was asked for, the better answer says so and does not invent it. If a reference is given, use it to check correctness. Length, order of presentation, formatting and citations for show count for nothing.`,
  requires: ['context'],
};
