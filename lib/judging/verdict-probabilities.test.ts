import { describe, expect, it } from 'vitest';
import { probabilitiesByContestant, verdictProbabilities } from './verdict-probabilities.ts';

const sure = (token: string) => ({ token, logprob: 0, alternatives: [] });
const torn = (token: string, alternatives: Record<string, number>) => ({
  token,
  logprob: Math.log(alternatives[token] ?? 0.5),
  alternatives: Object.entries(alternatives).map(([name, chance]) => ({ token: name, logprob: Math.log(chance) })),
});

describe('chances of the verdicts', () => {
  it('are those of the alternatives to the token that decided', () => {
    const tokens = [
      sure('{"reason":"'),
      sure('A is long.'),
      sure('","verdict":"'),
      torn('B', { A: 0.2, B: 0.7, tie: 0.1 }),
      sure('"}'),
    ];
    const text = '{"reason":"A is long.","verdict":"B"}';
    const chances = verdictProbabilities({ text, verdict: 'B', tokens });
    expect(chances?.A).toBeCloseTo(0.2);
    expect(chances?.B).toBeCloseTo(0.7);
    expect(chances?.tie).toBeCloseTo(0.1);
  });

  it('are found where the reason comes last and names the same letter', () => {
    const tokens = [
      sure('{"verdict": "'),
      torn('A', { A: 0.6, B: 0.4 }),
      sure('", "reason": "'),
      torn('A', { A: 0.99, The: 0.01 }),
      sure(' is right"}'),
    ];
    const text = '{"verdict": "A", "reason": "A is right"}';
    expect(verdictProbabilities({ text, verdict: 'A', tokens })?.A).toBeCloseTo(0.6);
  });

  it('add up spellings of one verdict and leave out what is none', () => {
    const alternatives = { ' A': 0.3, A: 0.3, '"A': 0.1, b: 0.1, The: 0.2 };
    const chances = verdictProbabilities({ text: 'A', verdict: 'A', tokens: [torn(' A', alternatives)] });
    expect(chances?.A).toBeCloseTo(7 / 8);
    expect(chances?.B).toBeCloseTo(1 / 8);
    expect(chances?.tie).toBe(0);
  });

  it('read C as a tie between brackets only, and the beginning of the word tie', () => {
    const bracketed = [sure('So [['), torn('C', { A: 0.25, C: 0.75 }), sure(']]')];
    expect(verdictProbabilities({ text: 'So [[C]]', verdict: 'tie', tokens: bracketed })?.tie).toBeCloseTo(0.75);
    const pieces = [sure('{"verdict":"'), torn('t', { t: 0.5, A: 0.25, C: 0.25 }), sure('ie"}')];
    const chances = verdictProbabilities({ text: '{"verdict":"tie"}', verdict: 'tie', tokens: pieces });
    expect(chances?.tie).toBeCloseTo(2 / 3);
  });

  it('are taken from the one token given where the tokens are not the text', () => {
    const tokens = [torn('B', { A: 0.1, B: 0.9 })];
    expect(verdictProbabilities({ text: '{"reason":"r","verdict":"B"}', verdict: 'B', tokens })?.B).toBeCloseTo(0.9);
  });

  it('are not known without alternatives or without the token', () => {
    expect(verdictProbabilities({ text: 'A', verdict: 'A', tokens: [sure('A')] })).toBeNull();
    expect(verdictProbabilities({ text: 'A', verdict: 'A', tokens: [torn('x', { x: 1 })] })).toBeNull();
    expect(verdictProbabilities({ text: 'A', verdict: 'A', tokens: [] })).toBeNull();
    const infinite = { token: 'A', logprob: Number.NEGATIVE_INFINITY, alternatives: [{ token: 'A', logprob: -9999 }] };
    expect(verdictProbabilities({ text: 'A', verdict: 'A', tokens: [infinite] })).toBeNull();
  });

  it('belong to contestants, whoever was shown first', () => {
    const shown = { A: 0.5, B: 0.3, tie: 0.2 };
    expect(probabilitiesByContestant(shown, 'a')).toEqual({ a: 0.5, b: 0.3, tie: 0.2 });
    expect(probabilitiesByContestant(shown, 'b')).toEqual({ a: 0.3, b: 0.5, tie: 0.2 });
  });
});
