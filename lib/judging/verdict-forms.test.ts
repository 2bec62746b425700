import { describe, expect, it } from 'vitest';
import { parseVerdict } from './parse-verdict.ts';

const read = (text: string, flags: { truncated?: boolean } = {}) =>
  parseVerdict({ text, refusal: null, truncated: flags.truncated ?? false });

/** Row 16 of Varco Arena's table, and what judges of other families write. */
const FORMS: Record<'A' | 'B' | 'tie', readonly string[]> = {
  A: [
    'Output (a)',
    '(a)',
    'a',
    '**Output (a)**.',
    'A',
    'A.',
    '(A)',
    '"A"',
    '`A`',
    '**A**',
    '[A]',
    'Ａ',
    'Output (a).\n',
    'Output a',
    'Answer A',
    'Response A',
    'Assistant A',
    'Model A',
    'Option A',
    'The answer A',
    'answer: a',
    'Verdict: A',
    'verdict: a.',
    'Final verdict: **A**',
    '**Final Verdict:** Output (a)',
    '### Verdict: A',
    'My verdict is A.',
    'Winner: Answer A',
    'The winner is A',
    'The better answer is A.',
    'The better response is from A: Verdict: A\nVerdict: A',
    'Answer A is better',
    'Answer A is better.',
    'Answer A is clearly better than Answer B.',
    'Output (a) is better than output (b).',
    'Answer A is the better answer because it names a prime.',
    'Overall, Answer A is better.',
    'A wins.',
    'A is better than the other.',
    'I prefer answer A.',
    'I would choose (a).',
    "I'd go with A because 7 is prime.",
    'Output (a)\n\nIt names a prime, which nine is not.',
    'A\n\n7 is prime.',
    'Nine is no prime.\n\nAnswer A',
    'Nine is three times three, hence no prime.\n\nVerdict: A\n',
    'Verdict: A\n\nReason: nine is three times three.',
    '[[A]]',
    'Therefore [[A]].',
    '{"verdict":"A"}',
    '{"verdict":"a","reason":"r"}',
    '{"verdict":"Output (a)"}',
    '{"verdict":"Answer A"}',
    '{"verdict":"[[A]]"}',
    '{"verdict":"**A**"}',
    '```json\n{"reason":"r","verdict":"A"}\n```',
    '```\n{"reason":"r","verdict":"A"}\n```',
    'Sure:\n```json\n{"reason":"r","verdict":"A"}\n```\nThat is all.',
    '{"winner":"A"}',
    '{"choice":"Output (a)","reason":"r"}',
    '{"result":{"verdict":"A"}}',
    '답변 A',
    '답변 A입니다.',
    'A입니다',
    '출력 (a)',
    '판정: A',
    '최종 판정: 답변 A',
    '**최종 판정**: A',
    '더 나은 답변: A',
    '승자는 A',
    '답변 A가 더 좋습니다.',
    'A가 더 낫다',
    '따라서, 응답 A가 훨씬 더 우수합니다.',
    '9는 소수가 아닙니다.\n\n판정: A',
    '{"reason":"9는 소수가 아닙니다.","verdict":"A"}',
    '<think>B? No.</think>A',
    '<think>[[B]]</think>\n\n{"reason":"r","verdict":"A"}',
  ],
  B: [
    'Verdict: B',
    'Output (b)',
    'b',
    '[[B]]',
    'Answer B is better than answer A.',
    '답변 B가 더 좋습니다',
    '{"verdict":"b"}',
    '◁think▷A looks good. [[A]]◁/think▷B',
    'First [[A]], then no: [[B]]',
  ],
  tie: [
    'Tie',
    'tie',
    'TIE.',
    '**Tie**',
    "It's a tie.",
    'A tie',
    'Draw',
    'Verdict: tie',
    'Both answers are equally good.',
    '[[C]]',
    '[[tie]]',
    '{"verdict":"Tie"}',
    '{"verdict":"TIE"}',
    '무승부',
    '무승부입니다.',
    '판정: 무승부',
    '동점',
  ],
};

describe('every form of a verdict', () => {
  for (const [verdict, texts] of Object.entries(FORMS)) {
    it.each(texts.map((text) => [text]))(`means ${verdict}: %j`, (text) => {
      expect(read(text)).toMatchObject({ verdict });
    });
  }
});

describe('what is no verdict', () => {
  it.each(
    [
      '',
      '   \n',
      'A or B',
      'A and B',
      'A/B',
      'Both.',
      'C',
      'AB',
      'Output (c)',
      '(a) (b)',
      'Answer A is not better.',
      'Answer A is better in style, but answer B is correct.',
      'Answer A is better because it is long. However, B wins.',
      'Is A better?',
      'A is better if you ask me about style; B otherwise',
      'Verdict: A\nVerdict: B',
      'A\n\nB',
      'Answer A is better.\nVerdict: tie',
      'Verdict: A or B',
      'Verdict:',
      'I prefer neither.',
      'A가 더 좋지 않습니다.',
      '{"verdict":"C"}',
      '{"verdict":1}',
      '{"verdict":["A"]}',
      '{"winner":"A","choice":"B"}',
      '{"A":1,"B":0}',
      '[[D]]',
      '[["A"]]',
      '[[Assistant B]]',
      'Assistant B is better.\n\n[[Assistant B]]',
      'Hard to say.',
      'I cannot say which one is better.',
      'An answer',
      'Αnswer В',
      'lorem ipsum '.repeat(50),
    ].map((text) => [text]),
  )('is not guessed: %j', (text) => {
    expect(read(text)).toMatchObject({ unusable: 'unparseable' });
  });

  it.each(
    [
      "I'm sorry, but I can't help with comparing these.",
      'I cannot assist with that request.',
      'I am unable to evaluate this content.',
      'As an AI, I will not judge these answers.',
      'Sorry, I can’t comply.',
      '죄송합니다. 이 답변들은 비교할 수 없습니다.',
    ].map((text) => [text]),
  )('is a refusal in words: %j', (text) => {
    expect(read(text)).toMatchObject({ unusable: 'refused' });
  });

  it('is no refusal where a verdict stands beside the words', () => {
    expect(read('{"reason":"Answer B says: I cannot help with that.","verdict":"A"}')).toMatchObject({ verdict: 'A' });
    expect(read('Answer B says "I cannot assist with that request." [[A]]')).toMatchObject({ verdict: 'A' });
  });
});

describe('thinking', () => {
  it.each(
    [
      '<think>Perhaps A. [[A]]</think>\n[[B]]',
      '<THINK>Perhaps A. [[A]]</THINK>\nB',
      '<thinking>\n{"verdict":"A"}\n</thinking>\n{"verdict":"B"}',
      '<thought>A</thought>Verdict: B',
      '<reasoning>[[A]]</reasoning>Output (b)',
      '<reflection>A</reflection>[[B]]',
      '<seed:think>A</seed:think>B',
      '◁think▷[[A]]◁/think▷[[B]]',
      '[THINK][[A]][/THINK]B',
      '<|begin_of_thought|>[[A]]<|end_of_thought|>\n[[B]]',
      '<|channel|>analysis<|message|>[[A]]<|end|>{"verdict":"B"}',
      'The prompt opened it. [[A]]</think>\nB',
      '<think>one [[A]]</think>\n<think>two [[A]]</think>\n[[B]]',
      '<think>The answer ends with </think>[[A]] on purpose.</think>\n[[B]]',
      'Answer A forgot its <think> tag, answer B did not. [[B]]',
    ].map((text) => [text]),
  )('is not the answer: %j', (text) => {
    expect(read(text)).toMatchObject({ verdict: 'B' });
  });

  it.each(
    ['<think>I lean to [[A]]', '<think>[[A]]</think>', '<reasoning>{"verdict":"A"}', 'So far: [[A]]</think>\n'].map(
      (text) => [text],
    ),
  )('without an answer is no verdict: %j', (text) => {
    expect(read(text)).toMatchObject({ unusable: 'unparseable' });
    expect(read(text, { truncated: true })).toMatchObject({ unusable: 'truncated' });
  });

  it('that a reason quotes cuts nothing off', () => {
    const json = JSON.stringify({ reason: 'Answer A ends with\n</think> and <think>', verdict: 'B' });
    expect(read(json)).toMatchObject({ verdict: 'B' });
    expect(read(`<think>[[A]]</think>\nHere: ${json}`)).toMatchObject({ verdict: 'B' });
    expect(read(`Here:\n${json}\nDone.`)).toMatchObject({ verdict: 'B' });
  });

  it('counts in a reply that was cut after its answer was complete', () => {
    expect(read('<think>hm</think>{"reason":"r","verdict":"A"}', { truncated: true })).toMatchObject({ verdict: 'A' });
  });

  it('is left out in linear time', () => {
    const started = performance.now();
    for (const text of [
      '<think></think>\n',
      '<think>',
      '</think>',
      `${' '.repeat(50)}<think>`,
      '{"verdict":"</think>"}',
    ])
      read(text.repeat(400_000 / text.length));
    expect(performance.now() - started).toBeLessThan(3000);
  });
});
